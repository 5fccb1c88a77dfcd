//! Where people read about an error, with a browser.

use unstuck_protocol::SolutionId;

use crate::client::Client;

/// Where a person reads a solution: its page in the service's help centre. `None` before the SDK is started.
///
/// ```
/// let _guard = unstuck::init(unstuck::Options::new("pk_shop").endpoint("https://help.example.com"));
/// let solution = unstuck::SolutionId::new("card-expired").unwrap();
/// assert_eq!(unstuck::solution_url(&solution).unwrap(), "https://help.example.com/help/pk_shop/s/card-expired");
/// ```
#[must_use]
pub fn solution_url(solution: &SolutionId) -> Option<String> {
    page("/s/", solution.as_str())
}

/// Where a person reads about an error code: an address that stays the same whatever solution answers it, for `type` in
/// RFC 9457 and for `url()` in miette. `None` before the SDK is started.
///
/// ```
/// let _guard = unstuck::init(unstuck::Options::new("pk_shop").endpoint("https://help.example.com"));
/// assert_eq!(unstuck::code_url("app::E 1").unwrap(), "https://help.example.com/help/pk_shop/e/app::E%201");
/// ```
#[must_use]
pub fn code_url(code: &str) -> Option<String> {
    page("/e/", code)
}

fn page(kind: &str, name: &str) -> Option<String> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let client = Client::current()?;
    let mut url = [&client.options.endpoint, "/help/", &client.options.key, kind].concat();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:@".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
        }
    }
    Some(url)
}
