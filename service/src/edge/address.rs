//! Whose address a request comes from.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// The client's address, as far as it can be believed; of an IPv6 one the network, since a person has all of that.
///
/// A peer on this machine or in a private network is taken for a proxy, which has put the client last in
/// `x-forwarded-for`; what stands before that is only what the client said.
#[must_use]
pub fn client(extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
    let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    let peer = peer.ip().to_canonical();
    let told = || {
        let last =
            headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse::<IpAddr>().ok()
    };
    let client = if near(peer) { told()? } else { peer };
    Some(match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !0 << 64).into(),
    })
}

/// On this machine, or in a private network.
fn near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, forwarded: &[&'static str]) -> Option<String> {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap_or([0, 0, 0, 0].into()), 1)));
        let mut headers = HeaderMap::new();
        for one in forwarded {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(one));
        }
        client(&extensions, &headers).map(|address| address.to_string())
    }

    #[test]
    fn only_what_a_proxy_of_ours_added_is_believed() {
        assert_eq!(of("203.0.113.9", &["198.51.100.1"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(of("127.0.0.1", &["1.1.1.1, 198.51.100.1"]).as_deref(), Some("198.51.100.1"));
        assert_eq!(of("10.0.0.2", &["1.1.1.1", "198.51.100.7"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(of("::1", &[]), None);
        assert_eq!(of("10.0.0.2", &["unknown"]), None);
    }

    #[test]
    fn an_ipv6_network_is_one_client() {
        assert_eq!(of("2001:db8:1:2:3:4:5:6", &[]), of("2001:db8:1:2:ffff::1", &[]));
        assert_ne!(of("2001:db8:1:2::1", &[]), of("2001:db8:1:3::1", &[]));
        assert_eq!(of("::ffff:203.0.113.9", &[]).as_deref(), Some("203.0.113.9"));
    }
}
