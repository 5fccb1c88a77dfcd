//! With a model's folder, other words for the same find the solution; without, nothing is new.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::running::{KEY, Running, command};

const CHECKS: &str =
    "---\nid: checks\ntitle: Order a chequebook\nquestions: [Where do I order cheques?]\n---\nWrite to us.\n";
const LIMIT: &str = "---\nid: limit\ntitle: Your daily limit is reached\n---\nWait until midnight.\n";
/// Says it in a word that no solution has.
const ASKED: &str = "How do I order a checkbook";
/// Shares its only known word with the wrong solution.
const ASTRAY: &str = "my daily drafts";

/// Words with the two numbers of their meaning; the first one stands for all that the model does not know.
const WORDS: [(&str, [f32; 2]); 6] = [
    ("[UNK]", [9.0, 9.0]),
    ("chequebook", [1.0, 0.1]),
    ("cheques", [1.0, 0.2]),
    ("checkbook", [1.0, 0.0]),
    ("drafts", [0.9, 0.2]),
    ("limit", [0.0, 1.0]),
];

fn tokenizer(words: usize) -> Value {
    let vocab: Value =
        WORDS[..words].iter().enumerate().map(|(at, (word, _))| ((*word).to_owned(), json!(at))).collect();
    json!({ "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
        "normalizer": { "type": "Lowercase" }, "pre_tokenizer": { "type": "Whitespace" }, "post_processor": null,
        "decoder": null, "model": { "type": "WordLevel", "vocab": vocab, "unk_token": "[UNK]" } })
}

/// The bytes of a `model.safetensors` with these tensors: name, type, shape, data.
fn tensors(tensors: &[(&str, &str, &[usize], Vec<u8>)]) -> Vec<u8> {
    let (mut header, mut data) = (serde_json::Map::new(), Vec::new());
    for (name, kind, shape, bytes) in tensors {
        let end = data.len() + bytes.len();
        let about = json!({ "dtype": kind, "shape": shape, "data_offsets": [data.len(), end] });
        header.insert((*name).to_owned(), about);
        data.extend(bytes);
    }
    let header = Value::from(header).to_string();
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), &data].concat()
}

fn vectors() -> Vec<u8> {
    WORDS.iter().flat_map(|(_, vector)| vector).flat_map(|number| number.to_le_bytes()).collect()
}

/// A folder with solutions in `help` and a model in `model`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (help, model) = (folder.path().join("help"), folder.path().join("model"));
    fs::create_dir_all(&help).unwrap();
    fs::write(help.join("checks.md"), CHECKS).unwrap();
    fs::write(help.join("limit.md"), LIMIT).unwrap();
    fs::create_dir_all(&model).unwrap();
    fs::write(model.join("config.json"), json!({ "model_type": "model2vec", "normalize": true }).to_string())
        .unwrap();
    fs::write(model.join("tokenizer.json"), tokenizer(WORDS.len()).to_string()).unwrap();
    fs::write(
        model.join("model.safetensors"),
        tensors(&[("embeddings", "F32", &[WORDS.len(), 2], vectors())]),
    )
    .unwrap();
    folder
}

/// What `unstuck resolve` prints, or how it fails.
fn resolve(folder: &Path, message: &str, model: Option<PathBuf>) -> Result<Value, String> {
    let mut resolve = command();
    resolve.args(["resolve", "--json", "--message", message, "--solutions"]).arg(folder.join("help"));
    if let Some(model) = model {
        resolve.arg("--embeddings").arg(model);
    }
    let output = resolve.output().unwrap();
    if !output.status.success() {
        return Err(String::from_utf8(output.stderr).unwrap());
    }
    Ok(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn another_word_for_the_same_is_understood_with_a_model_only() {
    let folder = folder();
    let model = folder.path().join("model");
    assert_eq!(resolve(folder.path(), ASKED, None).unwrap()["answer"], Value::Null);
    assert_eq!(resolve(folder.path(), ASKED, Some(model.clone())).unwrap()["answer"], "checks");
    let first = |model| resolve(folder.path(), ASTRAY, model).unwrap()["ranked"][0].clone();
    assert_eq!(first(None)["solution"], "limit");
    let with = first(Some(model));
    let reason = &with["reasons"][0];
    assert_eq!((&with["solution"], &reason["by"]), (&json!("checks"), &json!("meaning")));
    assert!(CHECKS.contains(reason["says"][0].as_str().unwrap()), "{reason}");
}

#[test]
fn the_service_answers_by_meaning_also_after_its_solutions_have_changed() {
    let folder = folder();
    let (data, model) = (tempfile::tempdir().unwrap(), folder.path().join("model"));
    let service = Running::with(folder, &[], data.path(), &["--embeddings", model.to_str().unwrap()]);
    let report =
        json!({ "id": "r1", "at": 1, "problem": { "message": ASKED }, "fingerprint": "0".repeat(32) });
    let asked = json!({ "v": 1, "key": KEY, "report": report });
    let answer = || {
        let (status, _, resolution) = service.post("/v1/resolve", &asked);
        assert_eq!(status, 200, "{resolution}");
        resolution["answer"]["article"]["title"].as_str().map(str::to_owned)
    };
    assert_eq!(answer().as_deref(), Some("Order a chequebook"));
    let changed = CHECKS.replace("Order a chequebook", "Order a chequebook here");
    fs::write(service.folder.path().join("help/checks.md"), changed).unwrap();
    let again = (0..100).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        answer().filter(|title| title.ends_with("here"))
    });
    assert!(again.is_some());
}

#[test]
fn a_folder_that_is_no_model_is_refused_with_what_is_wrong() {
    let whole: &[usize] = &[WORDS.len(), 2];
    let mapping =
        |last: i64| [0, 1, 2, 3, 4, last].iter().flat_map(|row: &i64| row.to_le_bytes()).collect::<Vec<u8>>();
    let huge = (u64::MAX).to_le_bytes().to_vec();
    let cases: [(&str, Vec<u8>, &str); 10] = [
        ("config.json", b"{".to_vec(), "config.json"),
        ("config.json", br#"{"model_type":"bert"}"#.to_vec(), "`bert`"),
        ("tokenizer.json", b"{\"model\":[[[[".to_vec(), "tokenizer.json"),
        ("model.safetensors", huge, "model.safetensors"),
        ("model.safetensors", tensors(&[("other", "F32", whole, vectors())]), "`embeddings`"),
        ("model.safetensors", tensors(&[("embeddings", "F32", &[12], vectors())]), "[12]"),
        ("model.safetensors", tensors(&[("embeddings", "F32", &[3, 4], vectors())]), "6 tokens"),
        ("model.safetensors", tensors(&[("embeddings", "I32", whole, vectors())]), "I32"),
        (
            "model.safetensors",
            tensors(&[("embeddings", "F32", whole, vectors()), ("mapping", "I64", &[6], mapping(6))]),
            "vector 6 of 6",
        ),
        (
            "model.safetensors",
            tensors(&[("embeddings", "F32", whole, vectors()), ("mapping", "I64", &[6], mapping(-1))]),
            "`mapping`",
        ),
    ];
    for (name, bytes, says) in cases {
        let folder = folder();
        let model = folder.path().join("model");
        fs::write(model.join(name), bytes).unwrap();
        let why = resolve(folder.path(), ASKED, Some(model)).unwrap_err();
        assert!(why.starts_with("UNSTUCK-V011: ") && why.contains(says), "{says}: {why}");
    }
    let folder = folder();
    let why = resolve(folder.path(), ASKED, Some(folder.path().join("nowhere"))).unwrap_err();
    assert!(why.starts_with("UNSTUCK-V011: ") && why.contains("config.json"), "{why}");
}
