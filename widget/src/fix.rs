//! For apps written with Leptos: fixes that solutions may name, registered in Rust.

use std::future::Future;
use std::rc::Rc;

use js_sys::{Array, JSON, Object, Promise, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

/// Where the widget looks for what an app registered, whichever of the two is there first.
const REGISTRY: &str = "unstuckActions";

/// A fix that solutions may name, with arguments of the type `A`: what can't be read as one is never run.
///
/// What `run` and `undo` give is shown to the person, an error too; an empty text says "Done.".
///
/// ```no_run
/// # #[derive(Clone, serde::Deserialize)]
/// #[serde(deny_unknown_fields)]
/// struct Raise {
///     to: u32,
/// }
/// # async fn set_limit(to: u32) -> Result<String, String> { Ok(String::new()) }
/// use unstuck_widget::Fix;
/// Fix::new("Raise the limit", |raise: Raise| set_limit(raise.to))
///     .preview(|raise| format!("Your limit becomes {}.", raise.to))
///     .undo(|_| set_limit(500))
///     .register("raise-limit");
/// ```
pub struct Fix<A> {
    action: Object,
    arguments: std::marker::PhantomData<fn(A)>,
}

impl<A: DeserializeOwned + Clone + 'static> Fix<A> {
    /// A fix with the words on its button and what it does.
    pub fn new<F>(label: impl Into<String>, run: impl Fn(A) -> F + 'static) -> Self
    where
        F: Future<Output = Result<String, String>> + 'static,
    {
        let fix = Self { action: Object::new(), arguments: std::marker::PhantomData };
        let label: String = label.into();
        fix.put("label", &label.into());
        fix.put("run", &does(run));
        // What JavaScript libraries agreed on for "is it one of these?": https://standardschema.dev
        let validate = Closure::<dyn Fn(JsValue) -> JsValue>::new(|value: JsValue| {
            let answer = Object::new();
            let _ = match read::<A>(&value) {
                Some(_) => Reflect::set(&answer, &"value".into(), &value),
                None => Reflect::set(&answer, &"issues".into(), &Array::new()),
            };
            answer.into()
        });
        let standard = Object::new();
        put(&standard, "version", &1.into());
        put(&standard, "vendor", &"unstuck".into());
        put(&standard, "validate", &validate.into_js_value());
        let schema = Object::new();
        put(&schema, "~standard", &standard);
        fix.put("schema", &schema);
        fix
    }

    /// Says what it will do, before the person agrees.
    #[must_use]
    pub fn preview(self, preview: impl Fn(&A) -> String + 'static) -> Self {
        let says = move |args: JsValue| read::<A>(&args).map(|args| preview(&args)).unwrap_or_default();
        self.put("preview", &Closure::<dyn Fn(JsValue) -> String>::new(says).into_js_value());
        self
    }

    /// Takes back what it did.
    #[must_use]
    pub fn undo<F>(self, undo: impl Fn(A) -> F + 'static) -> Self
    where
        F: Future<Output = Result<String, String>> + 'static,
    {
        self.put("undo", &does(undo));
        self
    }

    /// It changes nothing, so nobody is asked before it runs.
    #[must_use]
    pub fn harmless(self) -> Self {
        self.put("changes", &false.into());
        self
    }

    /// Registers it; a later one of the same name takes its place.
    pub fn register(self, name: &str) {
        let Some(window) = web_sys::window() else { return };
        let registry =
            Reflect::get(&window, &REGISTRY.into()).ok().and_then(|it| it.dyn_into::<Object>().ok());
        let registry = registry.unwrap_or_else(|| {
            let new = Object::new();
            put(&window, REGISTRY, &new);
            new
        });
        put(&registry, name, &self.action);
    }

    fn put(&self, name: &str, value: &JsValue) {
        put(&self.action, name, value);
    }
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(object, &name.into(), value);
}

fn read<A: DeserializeOwned>(args: &JsValue) -> Option<A> {
    serde_json::from_str(&JSON::stringify(args).ok()?.as_string()?).ok()
}

fn does<A, F>(work: impl Fn(A) -> F + 'static) -> JsValue
where
    A: DeserializeOwned + 'static,
    F: Future<Output = Result<String, String>> + 'static,
{
    let work = Rc::new(work);
    let call = Closure::<dyn Fn(JsValue) -> Promise>::new(move |args: JsValue| {
        let work = Rc::clone(&work);
        future_to_promise(async move {
            let args = read::<A>(&args).ok_or_else(|| JsValue::from(js_sys::Error::new("")))?;
            work(args).await.map(JsValue::from).map_err(|wrong| js_sys::Error::new(&wrong).into())
        })
    });
    call.into_js_value()
}
