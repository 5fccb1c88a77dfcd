//! A webhook goes nowhere but where it may.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{
    receiver::Receiver,
    running::Running,
    shop::{Shop, asked, audit, fixed, run},
};

#[test]
fn no_host_leads_into_the_own_network() {
    let receiver = Receiver::with(vec![fixed("Never.")]);
    let port = receiver.port;
    for host in [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
        "10.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
    ] {
        let shop = Shop::new(&format!("https://{host}:{port}/hidden"), false);
        let service = shop.start();
        let began = Instant::now();
        let (status, _, body) = service.post("/v1/webhooks", &asked("f_1"));
        assert_eq!((status, &body["code"]), (502, &json!("UNSTUCK-F005")), "{host}");
        assert!(began.elapsed() < Duration::from_secs(3), "{host} is not asked at all");
        assert!(!body.to_string().contains("hidden") && !body.to_string().contains(host), "{body}");
        assert!(audit(&service, "f_1").contains("may not be reached"), "{}", audit(&service, "f_1"));
    }
    // By its owner's word the own network may be reached, but without TLS this machine alone, and never what gives away its secrets.
    for url in ["http://10.0.0.1:9/", "http://169.254.169.254/", "https://169.254.169.254/"] {
        let shop = Shop::new(url, true);
        let service = shop.start();
        assert_eq!(run(&service, "f_1"), (502, "UNSTUCK-F005".to_owned()), "{url}");
        assert!(audit(&service, "f_1").contains("may not be reached"), "{url}");
    }
    assert!(receiver.heard().is_empty());
}

#[test]
fn a_service_that_is_not_there_has_done_nothing() {
    // Nobody listens there any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let shop = Shop::new(&format!("http://127.0.0.1:{port}/"), true);
    let service = shop.start();
    assert_eq!(run(&service, "f_1"), (502, "UNSTUCK-F005".to_owned()));
    assert!(audit(&service, "f_1").contains("refused"), "{}", audit(&service, "f_1"));
    assert!(service.row::<i64>("SELECT millis FROM runs") >= 1_000, "it was tried again");
}

/// A proxy would look the host up by itself.
#[test]
fn the_environments_proxy_is_not_asked() {
    let (proxy, receiver) =
        (Receiver::with(vec![fixed("By a proxy.")]), Receiver::with(vec![fixed("Directly.")]));
    let shop = Shop::over(&receiver);
    let mut serve = shop.serve();
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "http_proxy"] {
        serve.env(name, format!("http://127.0.0.1:{}", proxy.port));
    }
    let service = Running::by(serve, tempfile::tempdir().unwrap(), shop.data());
    assert_eq!(run(&service, "f_1"), (200, "Directly.".to_owned()));
    assert!(proxy.heard().is_empty());
}
