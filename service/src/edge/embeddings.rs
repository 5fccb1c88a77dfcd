//! A static embedding model from a folder: the mean of its tokens' vectors is what a text means.

use std::{path::Path, sync::Arc};

use unstuck_resolver::Encoder;

/// Reads the model of a folder; none where no folder is named.
///
/// # Errors
/// What is wrong with the folder, and what to do.
pub fn open(folder: Option<&Path>) -> Result<Option<Arc<dyn Encoder>>, String> {
    let Some(folder) = folder else { return Ok(None) };
    let fault = |(what, help): (String, &str)| format!("UNSTUCK-V011: {}: {what}. {help}", folder.display());
    read(folder).map(Some).map_err(fault)
}

/// What happened, and what to do.
type Fault = (String, &'static str);

#[cfg(not(feature = "embeddings"))]
fn read(_: &Path) -> Result<Arc<dyn Encoder>, Fault> {
    Err((
        "this build takes no embeddings".into(),
        "Build the service with its feature `embeddings`, or leave out --embeddings.",
    ))
}

#[cfg(feature = "embeddings")]
fn read(folder: &Path) -> Result<Arc<dyn Encoder>, Fault> {
    Ok(Arc::new(model::Static::read(folder)?))
}

#[cfg(feature = "embeddings")]
mod model {
    use std::{fs::File, io::Read as _, path::Path};

    use half::f16;
    use safetensors::{
        SafeTensors,
        tensor::{Dtype, TensorView},
    };
    use serde::Deserialize;
    use tokenizers::Tokenizer;
    use unstuck_protocol::{limits, scrub::cut};
    use unstuck_resolver::Encoder;

    use super::Fault;

    /// Largest files of a model that are read, bytes. The largest public ones have half a gigabyte.
    const CONFIG: u64 = 1 << 20;
    const TOKENIZER: u64 = 1 << 26;
    const MODEL: u64 = 1 << 30;
    /// Most numbers of a vector.
    const WIDTH: usize = 4_096;
    /// Tokens of a text that count.
    const TOKENS: usize = 512;

    const WHOLE: &str =
        "Copy the model's folder again, with model.safetensors, tokenizer.json and config.json.";
    const DISTIL: &str = "Name the folder of a model2vec model.";

    /// A vector for each token.
    #[derive(Debug)]
    pub(super) struct Static {
        tokenizer: Tokenizer,
        /// The token of what the model does not know.
        unknown: Option<u32>,
        width: usize,
        vectors: Vec<f32>,
        /// How much each token counts; all alike where it is empty.
        weights: Vec<f32>,
        /// The vector of each token; its own where it is empty.
        rows: Vec<usize>,
    }

    #[derive(Deserialize)]
    struct Config {
        model_type: Option<String>,
    }

    /// What `tokenizer.json` says about unknown words, beside what is read by its own crate.
    #[derive(Deserialize)]
    struct Words {
        model: Unknown,
    }

    #[derive(Deserialize)]
    struct Unknown {
        unk_token: Option<String>,
        unk_id: Option<u32>,
    }

    impl Static {
        pub(super) fn read(folder: &Path) -> Result<Self, Fault> {
            let config: Config = serde_json::from_slice(&file(folder, "config.json", CONFIG)?)
                .map_err(|error| (format!("config.json can't be read ({error})"), WHOLE))?;
            if let Some(kind) = config.model_type.filter(|kind| kind != "model2vec") {
                return Err((format!("it is a model of the type `{kind}`, not `model2vec`"), DISTIL));
            }
            let json = file(folder, "tokenizer.json", TOKENIZER)?;
            let broken = |error: String| (format!("tokenizer.json can't be read ({error})"), WHOLE);
            let mut tokenizer = Tokenizer::from_bytes(&json).map_err(|error| broken(error.to_string()))?;
            tokenizer.with_padding(None);
            tokenizer.with_truncation(None).map_err(|error| broken(error.to_string()))?;
            let words: Words = serde_json::from_slice(&json).map_err(|error| broken(error.to_string()))?;
            let named = words.model.unk_token.and_then(|token| tokenizer.token_to_id(&token));
            let unknown = named.or(words.model.unk_id);
            let model = file(folder, "model.safetensors", MODEL)?;
            let tensors = SafeTensors::deserialize(&model)
                .map_err(|error| (format!("model.safetensors can't be read ({error})"), WHOLE))?;
            Self { tokenizer, unknown, width: 0, vectors: vec![], weights: vec![], rows: vec![] }
                .with(&tensors)
                .map_err(|what| (format!("model.safetensors does not fit: {what}"), DISTIL))
        }

        /// With the vectors of the file, which must be there for each token.
        fn with(mut self, tensors: &SafeTensors<'_>) -> Result<Self, String> {
            let vectors =
                tensors.tensor("embeddings").map_err(|_| "it has no tensor `embeddings`".to_owned())?;
            let &[count, width] = vectors.shape() else {
                return Err(format!("`embeddings` has the shape {:?}, not two sides", vectors.shape()));
            };
            if count == 0 || !(1..=WIDTH).contains(&width) {
                return Err(format!("`embeddings` has the shape {:?}", vectors.shape()));
            }
            (self.width, self.vectors) = (width, floats(&vectors)?);
            if let Ok(weights) = tensors.tensor("weights") {
                self.weights = floats(&weights)?;
            }
            if let Ok(rows) = tensors.tensor("mapping") {
                self.rows = places(&rows)?;
            }
            let tokens =
                self.tokenizer.get_vocab(true).into_values().max().map_or(0, |most| most as usize + 1);
            let rows = if self.rows.is_empty() { count } else { self.rows.len() };
            if rows < tokens {
                return Err(format!("the tokenizer has {tokens} tokens, and vectors are there for {rows}"));
            }
            if !self.weights.is_empty() && self.weights.len() < tokens {
                return Err(format!("`weights` has {} numbers for {tokens} tokens", self.weights.len()));
            }
            if let Some(row) = self.rows.iter().find(|row| **row >= count) {
                return Err(format!("`mapping` names vector {row} of {count}"));
            }
            Ok(self)
        }
    }

    impl Encoder for Static {
        fn encode(&self, text: &str) -> Option<Vec<f32>> {
            let mut text = text.to_owned();
            cut(&mut text, limits::MESSAGE_BYTES);
            let tokens = self.tokenizer.encode_fast(text, false).ok()?;
            let mut sum = vec![0.0_f32; self.width];
            let mut known = false;
            for token in tokens.get_ids().iter().take(TOKENS).filter(|token| Some(**token) != self.unknown) {
                let token = *token as usize;
                let row = self.rows.get(token).copied().unwrap_or(token);
                let Some(vector) = self.vectors.get(row * self.width..(row + 1) * self.width) else {
                    continue;
                };
                let weight = self.weights.get(token).copied().unwrap_or(1.0);
                sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += weight * value);
                known = true;
            }
            known.then_some(sum)
        }
    }

    /// A file as it is, if it is no larger than that.
    fn file(folder: &Path, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let broken = |error: std::io::Error| (format!("{name}: {error}"), WHOLE);
        let mut bytes = Vec::new();
        let opened = File::open(folder.join(name)).map_err(broken)?;
        opened.take(most + 1).read_to_end(&mut bytes).map_err(broken)?;
        if bytes.len() as u64 > most {
            return Err((format!("{name} has more than {most} bytes"), "Choose a smaller model."));
        }
        Ok(bytes)
    }

    fn floats(tensor: &TensorView<'_>) -> Result<Vec<f32>, String> {
        let bytes = tensor.data();
        Ok(match tensor.dtype() {
            Dtype::F64 => {
                bytes.as_chunks().0.iter().map(|number| f64::from_le_bytes(*number) as f32).collect()
            }
            Dtype::F32 => bytes.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number)).collect(),
            Dtype::F16 => {
                bytes.as_chunks().0.iter().map(|number| f16::from_le_bytes(*number).to_f32()).collect()
            }
            Dtype::I8 => bytes.iter().map(|byte| f32::from(*byte as i8)).collect(),
            other => return Err(format!("numbers of the type {other:?}")),
        })
    }

    fn places(tensor: &TensorView<'_>) -> Result<Vec<usize>, String> {
        let bytes = tensor.data();
        // A negative number becomes too large a one, which is refused.
        Ok(match tensor.dtype() {
            Dtype::I64 => {
                bytes.as_chunks().0.iter().map(|number| i64::from_le_bytes(*number) as usize).collect()
            }
            Dtype::I32 => {
                bytes.as_chunks().0.iter().map(|number| i32::from_le_bytes(*number) as usize).collect()
            }
            other => return Err(format!("`mapping` has numbers of the type {other:?}")),
        })
    }
}
