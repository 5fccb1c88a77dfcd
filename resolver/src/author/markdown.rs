//! Markdown into a [`Document`]: what has no node of its own becomes text, so nothing harmful has a way through.
//!
//! Raw HTML is text, images are links that read as their description, links that could do harm are their text alone.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Mark};
use unstuck_protocol::{Document, Node, Tag, document::Href, limits};

use super::{Diagnostic, Source};

/// Why a text is refused.
pub(super) struct Refused {
    /// The text's line, from 1.
    pub(super) line: usize,
    pub(super) message: String,
    pub(super) help: String,
}

impl Refused {
    /// As a finding in a file whose text begins on this line.
    pub(super) fn at(self, source: &Source, first: usize) -> Diagnostic {
        Diagnostic {
            path: source.path.clone(),
            line: (first + self.line - 1) as u32,
            column: 1,
            code: "UNSTUCK-S010",
            message: format!("the text {}", self.message),
            help: self.help,
        }
    }
}

/// Reads Markdown (CommonMark with tables).
pub(super) fn document(text: &str) -> Result<Document, Refused> {
    let refused = |offset: usize, message: String, help: &str| Refused {
        line: text[..offset.min(text.len())].matches('\n').count() + 1,
        message,
        help: help.to_owned(),
    };
    if text.len() > limits::SOLUTION_BYTES {
        let message = format!("is larger than {} bytes", limits::SOLUTION_BYTES);
        return Err(refused(0, message, "shorten it, or split it into several solutions"));
    }
    let mut tree = Tree::default();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        tree.event(event);
        if tree.depth() > limits::DOCUMENT_DEPTH {
            let message = format!("is nested deeper than {} levels", limits::DOCUMENT_DEPTH);
            return Err(refused(range.start, message, "use fewer lists and quotes within each other"));
        }
        if tree.nodes > limits::DOCUMENT_NODES {
            let message = format!("has more than {} parts", limits::DOCUMENT_NODES);
            return Err(refused(range.start, message, "split it into several solutions"));
        }
    }
    Ok(tree.finish())
}

/// What is open, outermost first; what is read goes into the innermost that takes it.
#[derive(Default)]
struct Tree {
    open: Vec<Frame>,
    done: Vec<Node>,
    nodes: usize,
}

/// A node that is still being read.
struct Frame {
    node: Node,
    /// Its text stood in a list item or quote without a paragraph around it.
    implied: bool,
}

impl From<Node> for Frame {
    fn from(node: Node) -> Self {
        Self { node, implied: false }
    }
}

impl Tree {
    fn innermost(&self) -> Option<Tag> {
        self.open.last().map(|frame| frame.node.tag)
    }

    /// Levels of nodes that are open, with the one that may follow within them.
    fn depth(&self) -> usize {
        let levels = |frame: &&Frame| !frame.node.tag.is_part() && frame.node.tag != Tag::Unknown;
        let leaf = matches!(self.innermost(), Some(Tag::Listing) | None);
        self.open.iter().filter(levels).count() + usize::from(!leaf)
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(mark) => self.start(mark),
            Event::End(_) => {
                self.close_implied();
                self.close();
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text)
            }
            Event::Code(text) => self.inline(Node::code(text)),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Node::of(Tag::Break, Vec::new())),
            Event::Rule => {
                self.close_implied();
                self.block(Node::of(Tag::Rule, Vec::new()));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, mark: Mark<'_>) {
        let of = |tag| Node::of(tag, Vec::new());
        let node = match mark {
            Mark::Emphasis => return self.open_inline(of(Tag::Em)),
            Mark::Strong => return self.open_inline(of(Tag::Strong)),
            Mark::Link { dest_url, .. } | Mark::Image { dest_url, .. } => {
                let within = self.open.iter().any(|frame| frame.node.href.is_some());
                let href = Href::new(&dest_url).filter(|_| !within);
                return self.open_inline(Node { href, ..of(Tag::Link) });
            }
            // The lines of a block of HTML become the text of a paragraph.
            Mark::Paragraph | Mark::HtmlBlock => of(Tag::Paragraph),
            Mark::Heading { level, .. } => Node::numbered(Tag::Heading, level as u32, Vec::new()),
            Mark::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Node::listing(info.split([' ', ',', '{']).next().unwrap_or_default(), "")
            }
            Mark::CodeBlock(CodeBlockKind::Indented) => of(Tag::Listing),
            Mark::BlockQuote(_) => of(Tag::Quote),
            Mark::List(None) => of(Tag::Bullets),
            Mark::List(Some(first)) => {
                Node::numbered(Tag::Steps, u32::try_from(first).unwrap_or(1), Vec::new())
            }
            Mark::Item => of(Tag::Item),
            Mark::Table(_) => of(Tag::Table),
            Mark::TableHead | Mark::TableRow => of(Tag::Row),
            Mark::TableCell => of(Tag::Cell),
            _ => of(Tag::Unknown),
        };
        self.close_implied();
        self.open.push(node.into());
    }

    /// Opens a paragraph where inline text stands directly among blocks, as in tight lists.
    fn imply(&mut self) {
        if matches!(self.innermost(), None | Some(Tag::Item | Tag::Quote | Tag::Unknown)) {
            self.open.push(Frame { node: Node::of(Tag::Paragraph, Vec::new()), implied: true });
        }
    }

    fn close_implied(&mut self) {
        if self.open.last().is_some_and(|frame| frame.implied) {
            self.close();
        }
    }

    fn open_inline(&mut self, node: Node) {
        self.imply();
        self.open.push(node.into());
    }

    fn text(&mut self, text: &str) {
        if self.innermost() == Some(Tag::Listing) {
            return self.open.last_mut().map_or((), |frame| frame.node.text.push_str(text));
        }
        self.imply();
        match self.inlines().and_then(|inlines| inlines.last_mut()) {
            Some(before) if before.tag == Tag::Text => before.text.push_str(text),
            _ => self.inline(Node::text(text)),
        }
    }

    fn inline(&mut self, node: Node) {
        self.imply();
        self.nodes += 1;
        if let Some(inlines) = self.inlines() {
            inlines.push(node);
        }
    }

    fn inlines(&mut self) -> Option<&mut Vec<Node>> {
        let node = &mut self.open.last_mut()?.node;
        let inline =
            matches!(node.tag, Tag::Paragraph | Tag::Heading | Tag::Cell | Tag::Em | Tag::Strong | Tag::Link);
        inline.then_some(&mut node.nodes)
    }

    fn block(&mut self, node: Node) {
        self.nodes += 1;
        let around =
            self.open.iter_mut().rev().find(|frame| matches!(frame.node.tag, Tag::Item | Tag::Quote));
        around.map_or(&mut self.done, |frame| &mut frame.node.nodes).push(node);
    }

    fn close(&mut self) {
        let Some(Frame { mut node, .. }) = self.open.pop() else { return };
        match node.tag {
            Tag::Paragraph => {
                trim(&mut node.nodes);
                if !node.nodes.is_empty() {
                    self.block(node);
                }
            }
            Tag::Listing => {
                node.text.truncate(node.text.trim_end_matches('\n').len());
                self.block(node);
            }
            Tag::Item | Tag::Row | Tag::Cell => {
                if let Some(around) = self.open.last_mut().filter(|frame| node.tag.stands_in(frame.node.tag))
                {
                    around.node.nodes.push(node);
                }
            }
            Tag::Link if node.href.is_none() => {
                for inline in node.nodes {
                    if inline.tag == Tag::Text { self.text(&inline.text) } else { self.inline(inline) }
                }
            }
            Tag::Em | Tag::Strong | Tag::Link => self.inline(node),
            Tag::Unknown => {}
            _ => self.block(node),
        }
    }

    fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        Document::from(self.done)
    }
}

/// Takes the line break off the end of a block of HTML.
fn trim(inlines: &mut Vec<Node>) {
    if let Some(last) = inlines.last_mut().filter(|last| last.tag == Tag::Text) {
        last.text.truncate(last.text.trim_end().len());
        if last.text.is_empty() {
            inlines.pop();
        }
    }
}
