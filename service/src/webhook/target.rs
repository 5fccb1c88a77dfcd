//! Which addresses a webhook may be posted to: those of the internet, and private ones where its owner says so.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where clouds answer whoever asks from within with the machine's own secrets, beside 169.254.0.0/16.
const METADATA: [IpAddr; 5] = [
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(168, 63, 129, 16)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)),
];

/// Where an address leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Internet,
    Loopback,
    /// A network of one's own.
    Private,
    /// Nobody's, many at once, or the machine's own secrets.
    Nowhere,
}

/// Whether a webhook may be posted to this address. `private` is its owner's word that it may be on this machine or in a
/// network of one's own; `plain` is a request without TLS, which stays on this machine.
///
/// ```
/// use unstuck_service::webhook::reachable;
/// let address = |text: &str| text.parse().expect("an address");
/// assert!(reachable(address("93.184.215.14"), false, false));
/// assert!(!reachable(address("10.0.0.1"), false, false));
/// assert!(reachable(address("10.0.0.1"), true, false));
/// assert!(!reachable(address("10.0.0.1"), true, true));
/// ```
#[must_use]
pub fn reachable(address: IpAddr, private: bool, plain: bool) -> bool {
    match place(address) {
        Place::Internet => !plain,
        Place::Loopback => private,
        Place::Private => private && !plain,
        Place::Nowhere => false,
    }
}

fn place(address: IpAddr) -> Place {
    if METADATA.contains(&address) {
        return Place::Nowhere;
    }
    match address {
        IpAddr::V4(address) => of_four(address),
        IpAddr::V6(address) => of_six(address),
    }
}

fn of_four(address: Ipv4Addr) -> Place {
    match address.octets() {
        [127, ..] => Place::Loopback,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Place::Private,
        // this network, the link, protocols and documentation, anycast to 6to4, benchmarks, and what is no host from multicast on
        [0 | 224..=255, ..]
        | [169, 254, ..]
        | [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => Place::Nowhere,
        _ => Place::Internet,
    }
}

fn of_six(address: Ipv6Addr) -> Place {
    if address.is_loopback() {
        return Place::Loopback;
    }
    let groups = address.segments();
    let four = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        place(IpAddr::V4(Ipv4Addr::new(a, b, c, d)))
    };
    match groups {
        // An IPv4 address in another form is where that leads: mapped, or by a translator (NAT64), of anyone or of the network's own.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => four(high, low),
        // By a relay, 6to4: nobody serves so, and what stands in it may be a private address.
        [0x2002, high, low, ..] if four(high, low) == Place::Internet => Place::Internet,
        [0xfc00..=0xfdff, ..] => Place::Private,
        // Of what may be given out, Teredo, ORCHID and the like, and documentation.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => Place::Nowhere,
        [0x2000..=0x3fff, ..] => Place::Internet,
        _ => Place::Nowhere,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn each_address_leads_where_the_registries_say() {
        use Place::{Internet, Loopback, Nowhere, Private};
        for (text, leads) in [
            ("1.1.1.1", Internet),
            ("93.184.215.14", Internet),
            ("11.0.0.0", Internet),
            ("9.255.255.255", Internet),
            ("100.63.255.255", Internet),
            ("100.128.0.0", Internet),
            ("172.15.255.255", Internet),
            ("172.32.0.0", Internet),
            ("192.0.1.1", Internet),
            ("198.20.0.1", Internet),
            ("223.255.255.255", Internet),
            ("127.0.0.1", Loopback),
            ("127.255.255.254", Loopback),
            ("10.0.0.1", Private),
            ("10.255.255.255", Private),
            ("172.16.0.1", Private),
            ("172.31.255.255", Private),
            ("192.168.1.1", Private),
            ("100.64.0.1", Private),
            ("100.127.255.255", Private),
            ("0.0.0.0", Nowhere),
            ("0.1.2.3", Nowhere),
            ("169.254.169.254", Nowhere),
            ("169.254.0.1", Nowhere),
            ("100.100.100.200", Nowhere),
            ("168.63.129.16", Nowhere),
            ("192.0.0.192", Nowhere),
            ("192.0.2.1", Nowhere),
            ("192.88.99.1", Nowhere),
            ("198.18.0.1", Nowhere),
            ("198.19.255.255", Nowhere),
            ("198.51.100.1", Nowhere),
            ("203.0.113.1", Nowhere),
            ("224.0.0.1", Nowhere),
            ("239.255.255.255", Nowhere),
            ("240.0.0.1", Nowhere),
            ("255.255.255.255", Nowhere),
            ("2606:4700:4700::1111", Internet),
            ("2a00:1450:4001::1", Internet),
            ("2001:4860:4860::8888", Internet),
            ("::1", Loopback),
            ("::ffff:127.0.0.1", Loopback),
            ("::ffff:10.0.0.1", Private),
            ("::ffff:1.1.1.1", Internet),
            ("::ffff:169.254.169.254", Nowhere),
            ("::ffff:168.63.129.16", Nowhere),
            ("::127.0.0.1", Nowhere),
            ("::", Nowhere),
            ("64:ff9b::7f00:1", Loopback),
            ("64:ff9b::10.0.0.1", Private),
            ("64:ff9b::169.254.169.254", Nowhere),
            ("64:ff9b::1.1.1.1", Internet),
            ("64:ff9b:1::10.0.0.1", Nowhere),
            ("2002:0a00:0001::1", Nowhere),
            ("2002:7f00:0001::1", Nowhere),
            ("2002:a9fe:a9fe::", Nowhere),
            ("2002:0101:0101::1", Internet),
            ("fc00::1", Private),
            ("fd12:3456::1", Private),
            ("fd00:ec2::254", Nowhere),
            ("fd20:ce::254", Nowhere),
            ("fe80::1", Nowhere),
            ("fec0::1", Nowhere),
            ("ff02::1", Nowhere),
            ("100::1", Nowhere),
            ("2001::1", Nowhere),
            ("2001:2::1", Nowhere),
            ("2001:20::1", Nowhere),
            ("2001:db8::1", Nowhere),
            ("3fff::1", Nowhere),
            ("5f00::1", Nowhere),
        ] {
            assert_eq!(place(text.parse().unwrap()), leads, "{text}");
        }
    }

    #[test]
    fn private_and_plain_requests_stay_where_they_may() {
        let may = |text: &str, private, plain| reachable(text.parse().unwrap(), private, plain);
        for (address, without, with, plainly) in [
            ("1.1.1.1", true, true, false),
            ("127.0.0.1", false, true, true),
            ("10.0.0.1", false, true, false),
            ("169.254.169.254", false, false, false),
        ] {
            let all = (may(address, false, false), may(address, true, false), may(address, true, true));
            assert_eq!(all, (without, with, plainly), "{address}");
            assert!(!may(address, false, true), "{address}");
        }
    }
}
