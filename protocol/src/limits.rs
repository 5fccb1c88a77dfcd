//! Every number that more than one part must agree on, once.

/// The version of what is said; a request with another major version is refused with `UNSTUCK-P003`.
pub const WIRE_VERSION: u16 = 1;

/// Largest request body that the service reads, bytes.
pub const REQUEST_BYTES: usize = 64 * 1024;
/// Largest number of reports or outcomes in one batch.
pub const BATCH_ITEMS: usize = 100;

/// Longest identifier (report, solution, product, key), bytes.
pub const ID_BYTES: usize = 128;
/// Longest error code, bytes.
pub const CODE_BYTES: usize = 128;
/// Longest title or other one-line text, bytes.
pub const LINE_BYTES: usize = 300;
/// Longest message of a problem, bytes; longer ones are cut at a character.
pub const MESSAGE_BYTES: usize = 4 * 1024;
/// Most causes kept of an error's chain.
pub const CAUSES: usize = 8;

/// Most breadcrumbs kept in a scope's ring.
pub const BREADCRUMBS: usize = 50;
/// Most bytes of breadcrumb text kept in a scope's ring.
pub const BREADCRUMB_RING_BYTES: usize = 16 * 1024;
/// Most tags, and most entries of extra context, of a report.
pub const TAGS: usize = 32;
/// Longest value of a tag, bytes.
pub const TAG_BYTES: usize = 200;

/// Most reports that wait in the SDK's queue for delivery.
pub const QUEUE_REPORTS: usize = 100;
/// Most bytes of reports that wait in the SDK's queue for delivery.
pub const QUEUE_BYTES: usize = 1024 * 1024;
/// Most reports of the same error in a minute that wait so; the others are counted.
pub const SAME_REPORTS: usize = 10;

/// Most errors of late that an SDK remembers in order to see whether their solutions helped.
pub const WATCHED_ERRORS: usize = 32;
/// How long after a solution was seen the failed operation is watched, milliseconds.
pub const VERIFICATION_MILLIS: u64 = 30 * 60 * 1000;
/// Most reports and outcomes that a process keeps on the disk for delivery after its end.
pub const STORE_ENTRIES: usize = 1_000;
/// Most bytes of files that a process keeps so.
pub const STORE_BYTES: usize = 8 * 1024 * 1024;
/// Longest time that a process keeps one so, milliseconds: two weeks.
pub const STORE_AGE_MILLIS: u64 = 14 * 24 * 60 * 60 * 1000;

/// Largest pack that a page accepts, bytes before compression.
pub const PACK_BYTES: usize = 1024 * 1024;
/// Most solutions in one pack.
pub const PACK_SOLUTIONS: usize = 5_000;
/// Bytes before compression of the solutions most asked for, where all are too many for one pack.
pub const PACK_HOT_BYTES: usize = 256 * 1024;
/// Bytes before compression that a range of the rest aims at.
pub const PACK_SHARD_BYTES: usize = 64 * 1024;
/// Most ranges of the rest.
pub const PACK_SHARDS: usize = 4_096;

/// Largest Markdown source of one solution, bytes.
pub const SOLUTION_BYTES: usize = 64 * 1024;
/// Deepest nesting of a document's blocks and inlines.
pub const DOCUMENT_DEPTH: usize = 12;
/// Most nodes in one document.
pub const DOCUMENT_NODES: usize = 5_000;
/// Longest link target, bytes.
pub const HREF_BYTES: usize = 2_048;

/// Most fixes that a solution offers.
pub const ACTIONS: usize = 8;
/// Longest fix or place with all that it is given, as JSON, bytes.
pub const ACTION_BYTES: usize = 4 * 1024;
/// Most steps of a solution that are tied to places in the app.
pub const STEPS: usize = 20;
/// Longest time that a webhook may take, milliseconds.
pub const WEBHOOK_MILLIS: u64 = 10_000;
/// Longest part of its answer that is read, bytes.
pub const WEBHOOK_ANSWER_BYTES: usize = 16 * 1024;
/// Most runs of a product's webhooks that the service begins in a minute.
pub const WEBHOOK_RUNS: usize = 60;
/// Most of them that one address has.
pub const WEBHOOK_ADDRESS_RUNS: usize = 10;

/// Most suggestions offered where no answer is sure enough, or before anything is asked.
pub const SUGGESTIONS: usize = 3;

/// Most clarifying questions in a row.
pub const CLARIFICATIONS: usize = 2;
/// Most answers that a clarifying question offers, beside "none of these".
pub const CHIPS: usize = 4;
/// Longest text of one turn, bytes; a longer one is cut at a character.
pub const CONVERSATION_TEXT_BYTES: usize = 1_000;
/// Most outcomes of a product that wait for their report; of more, the oldest go.
pub const WAITING_OUTCOMES: usize = 10_000;
/// Most conversations that the service remembers at once; of more, those forgotten are the ones whose last turn is oldest.
pub const CONVERSATIONS: usize = 10_000;
/// Most conversations of a product that the service keeps on its disk; of more, those whose last turn is oldest go.
pub const CONVERSATIONS_KEPT: usize = 50_000;
/// How long after its last turn a conversation is kept there, days.
pub const CONVERSATION_DAYS: u64 = 180;
/// Most places that a conversation goes back through.
pub const CONVERSATION_BACK: usize = 20;
/// Most solutions that a conversation keeps as not meant.
pub const CONVERSATION_REJECTED: usize = 32;
/// Most flows that wait to be gone on with.
pub const CONVERSATION_WAITING: usize = 3;

/// Longest time that a language model may take where the configuration does not say another, milliseconds.
pub const LANGUAGE_MODEL_MILLIS: u64 = 3_000;
/// Longest answer of it that is read, bytes.
pub const LANGUAGE_MODEL_ANSWER_BYTES: usize = 16 * 1024;
/// Most times in a minute that the service asks it for one product.
pub const LANGUAGE_MODEL_CALLS: usize = 60;
/// Longest gist of an article, bytes.
pub const GIST_BYTES: usize = 300;

/// Most steps of a flow.
pub const FLOW_STEPS: usize = 100;
/// Most choices, or branches, of a step of a flow.
pub const FLOW_CHOICES: usize = 12;
/// How often one step of a flow asks, before the dialogue says that it goes in circles.
pub const FLOW_VISITS: u8 = 3;
