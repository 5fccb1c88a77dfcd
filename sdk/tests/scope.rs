//! What is said in one place of a program, and where else it is heard.

use std::{
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
    time::Duration,
};

use unstuck::{
    BreadcrumbKind, InScope as _, Options, Scope, Severity, User, test::Captured, test::with_captured,
};

fn fail(message: &str) {
    let _ = unstuck::capture(&std::io::Error::other(message));
}

#[test]
fn what_is_said_in_a_scope_stays_there() {
    let reports = with_captured(|| {
        unstuck::set_tag("shard", "eu-1");
        {
            let _entered = Scope::current().enter();
            unstuck::set_tag("order", "17");
            unstuck::add_breadcrumb(BreadcrumbKind::Custom, "opened the order");
            fail("within");
        }
        fail("outside");
    });
    let [within, outside] = &reports[..] else { panic!("{reports:?}") };
    assert_eq!(
        (within.context.tags.get("shard"), within.context.tags.get("order")),
        (Some("eu-1"), Some("17"))
    );
    assert_eq!(within.context.breadcrumbs.len(), 1);
    assert_eq!((outside.context.tags.get("shard"), outside.context.tags.get("order")), (Some("eu-1"), None));
    assert!(outside.context.breadcrumbs.is_empty());
}

#[test]
fn a_new_thread_begins_in_the_scope_of_the_process_and_may_be_given_another() {
    let reports = with_captured(|| {
        unstuck::set_tag("shard", "eu-1");
        let _entered = Scope::current().enter();
        unstuck::set_tag("order", "17");
        let scope = Scope::current();
        std::thread::scope(|threads| {
            threads.spawn(|| fail("by itself")).join().unwrap();
            threads
                .spawn(|| {
                    let _entered = scope.enter();
                    unstuck::set_tag("part", "2");
                    fail("handed over");
                })
                .join()
                .unwrap();
        });
        fail("here");
    });
    let told = |at: usize, key: &str| reports[at].context.tags.get(key).map(str::to_owned);
    assert_eq!((told(0, "shard"), told(0, "order")), (Some("eu-1".into()), None));
    assert_eq!((told(1, "order"), told(1, "part")), (Some("17".into()), Some("2".into())));
    assert_eq!((told(2, "order"), told(2, "part")), (Some("17".into()), None));
}

#[test]
fn guards_may_go_in_any_order() {
    let reports = with_captured(|| {
        let outer = Scope::current().enter();
        unstuck::set_tag("outer", "1");
        let inner = Scope::current().enter();
        unstuck::set_tag("inner", "1");
        drop(outer);
        fail("the inner one is left");
        drop(inner);
        fail("none is left");
    });
    assert_eq!(reports[0].context.tags.get("inner"), Some("1"));
    assert!(reports[1].context.tags.is_empty());
}

/// Gives way once, as a future does that waits for a socket.
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

#[test]
fn requests_that_take_turns_on_a_thread_do_not_hear_each_other() {
    let request = |order: &'static str| {
        async move {
            unstuck::set_tag("order", order);
            Yield(false).await;
            unstuck::add_breadcrumb(BreadcrumbKind::Custom, order);
            Yield(false).await;
            fail(order);
        }
        .in_scope(&Scope::current())
    };
    let reports = with_captured(|| {
        let (mut one, mut two) = (pin!(request("first")), pin!(request("second")));
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..2 {
            assert!(
                one.as_mut().poll(&mut context).is_pending() && two.as_mut().poll(&mut context).is_pending()
            );
        }
        assert!(two.as_mut().poll(&mut context).is_ready() && one.as_mut().poll(&mut context).is_ready());
        assert!(Scope::current().tags().is_empty());
    });
    for (report, order) in reports.iter().zip(["second", "first"]) {
        assert_eq!(report.context.tags.get("order"), Some(order));
        assert_eq!(
            report.context.breadcrumbs.iter().map(|step| step.message.as_str()).collect::<Vec<_>>(),
            [order]
        );
    }
}

#[test]
fn a_team_has_the_last_look_at_what_was_scrubbed_and_may_keep_it() {
    let options = Options::new("pk_test").before_send(|mut report| {
        assert_eq!(report.problem.message, "no mail for [email]");
        report.problem.severity = Severity::Warning;
        (report.context.tags.get("keep") != Some("here")).then_some(report)
    });
    let captured = Captured::begin(options);
    fail("no mail for mei@example.com");
    unstuck::set_tag("keep", "here");
    let kept = unstuck::capture(&std::io::Error::other("no mail for mei@example.com"));
    assert_eq!(kept.payload(), None);
    assert!(kept.resolution_blocking(Duration::ZERO).answer.is_none());
    let reports = captured.reports();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].problem.severity, Severity::Warning);
}

#[test]
fn a_person_is_known_by_a_hash_unless_the_team_wants_the_id() {
    let id = |options: Options| {
        let captured = Captured::begin(options);
        unstuck::set_user(Some(User { id: Some("employee-77".into()), ..User::default() }));
        fail("it failed");
        captured.reports()[0].context.user.clone().unwrap().id.unwrap()
    };
    let (hashed, salted) =
        (id(Options::new("pk_test")), id(Options::new("pk_test").user_salt("none knows it")));
    assert!(hashed.len() == 32 && salted.len() == 32 && hashed != salted);
    assert_eq!(hashed, id(Options::new("pk_test")));
    assert_eq!(id(Options::new("pk_test").plain_user_ids()), "employee-77");
}

#[test]
fn ten_megabytes_are_told_in_four_kilobytes_and_quickly() {
    let message = "the payload was refused ".repeat(10 * 1024 * 1024 / 24);
    let started = std::time::Instant::now();
    let reports = with_captured(|| fail(&message));
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert!(reports[0].problem.message.len() <= unstuck::protocol::limits::MESSAGE_BYTES);
}
