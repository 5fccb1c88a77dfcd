//! An index of tantivy in memory: a document for each solution's page, and one for each text that it once answered.

use tantivy::{
    Index, IndexReader, TantivyDocument, Term,
    collector::TopDocs,
    doc,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value},
    tokenizer::TextAnalyzer,
};
use unstuck_resolver::{Catalogue, author::id_text, eval::Row};

use crate::words::Cut;

/// Memory that building the index may take, bytes.
const MEMORY: usize = 64 * 1024 * 1024;

pub(crate) struct Engine {
    reader: IndexReader,
    analyzer: TextAnalyzer,
    text: Field,
    solution: Field,
}

impl Engine {
    pub(crate) fn new(catalogue: &Catalogue, history: &[&Row], cut: Cut) -> Self {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("cut").set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let solution = schema.add_text_field("solution", STRING | STORED);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("cut", cut.analyzer());
        // One thread writes one segment, which is the quickest to search.
        let mut writer = index.writer_with_num_threads(1, MEMORY).expect("an index in memory");
        let add = |words: &str, id: &str| {
            writer.add_document(doc!(text => words, solution => id)).expect("a document");
        };
        for one in catalogue.solutions() {
            let texts = one.texts.iter().map(|text| format!("{} {}", text.title, text.body.plain()));
            let said = one.messages.iter().chain(&one.questions).cloned();
            add(&texts.chain(said).collect::<Vec<_>>().join(" "), one.id.as_str());
        }
        for row in history {
            row.gold_solution_ids.iter().for_each(|id| add(&row.text, &id_text(id)));
        }
        writer.commit().expect("an index in memory");
        let reader = index.reader().expect("an index in memory");
        Self { reader, analyzer: cut.analyzer(), text, solution }
    }

    /// The solution of the best document.
    pub(crate) fn first(&self, asked: &str) -> Option<String> {
        let mut terms: Vec<String> = Vec::new();
        self.analyzer.clone().token_stream(asked).process(&mut |token| terms.push(token.text.clone()));
        terms.sort_unstable();
        terms.dedup();
        let term = |word: &String| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(self.text, word);
            (Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
        };
        let query = BooleanQuery::new(terms.iter().map(term).collect());
        let searcher = self.reader.searcher();
        let found =
            searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).expect("a search in memory");
        let document: TantivyDocument = searcher.doc(found.first()?.1).expect("a document that was found");
        document.get_first(self.solution)?.as_str().map(str::to_owned)
    }
}
