//! Markdown into a [`Document`]: what has no node of its own becomes text, so nothing harmful has a way through.
//!
//! Raw HTML is text, images are links that read as their description, links that could do harm are their text alone.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use unstuck_protocol::{Block, Document, Inline, document::Href, limits};

/// Why a text is refused.
pub(super) struct Refused {
    /// The text's line, from 1.
    pub(super) line: usize,
    pub(super) message: String,
    pub(super) help: String,
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

/// What is open, outermost first; `children` of the innermost are gathered.
#[derive(Default)]
struct Tree {
    open: Vec<Frame>,
    done: Vec<Block>,
    nodes: usize,
}

enum Frame {
    /// A paragraph; `true` where the text stood in a list item or quote without one.
    Paragraph(Vec<Inline>, bool),
    Heading(u8, Vec<Inline>),
    Code(Option<String>, String),
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    Row(Vec<Vec<Inline>>, bool),
    Cell(Vec<Inline>),
    Em(Vec<Inline>),
    Strong(Vec<Inline>),
    Link(Option<Href>, Vec<Inline>),
    /// Something without a node of its own.
    Plain,
}

impl Tree {
    /// Levels of nodes that are open, with the one that may follow within them.
    fn depth(&self) -> usize {
        let levels = |frame: &&Frame| {
            !matches!(frame, Frame::Item(_) | Frame::Row(..) | Frame::Cell(_) | Frame::Plain)
        };
        let leaf = matches!(self.open.last(), Some(Frame::Code(..)) | None);
        self.open.iter().filter(levels).count() + usize::from(!leaf)
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => {
                self.close_implied();
                self.close();
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text)
            }
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => {
                self.close_implied();
                self.block(Block::Rule);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let frame = match tag {
            Tag::Emphasis => return self.open_inline(Frame::Em(Vec::new())),
            Tag::Strong => return self.open_inline(Frame::Strong(Vec::new())),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let within = self.open.iter().any(|frame| matches!(frame, Frame::Link(Some(_), _)));
                let href = Href::new(&dest_url).filter(|_| !within);
                return self.open_inline(Frame::Link(href, Vec::new()));
            }
            Tag::Paragraph => Frame::Paragraph(Vec::new(), false),
            // Its lines become the text of a paragraph.
            Tag::HtmlBlock => Frame::Paragraph(Vec::new(), false),
            Tag::Heading { level, .. } => Frame::Heading(level as u8, Vec::new()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                let language = info.split([' ', ',', '{']).next().unwrap_or_default();
                Frame::Code((!language.is_empty()).then(|| language.to_owned()), String::new())
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Frame::Code(None, String::new()),
            Tag::BlockQuote(_) => Frame::Quote(Vec::new()),
            Tag::List(first) => Frame::List(first, Vec::new()),
            Tag::Item => Frame::Item(Vec::new()),
            Tag::Table(_) => Frame::Table(Vec::new(), Vec::new()),
            Tag::TableHead => Frame::Row(Vec::new(), true),
            Tag::TableRow => Frame::Row(Vec::new(), false),
            Tag::TableCell => Frame::Cell(Vec::new()),
            _ => Frame::Plain,
        };
        self.close_implied();
        self.open.push(frame);
    }

    /// Opens a paragraph where inline text stands directly among blocks, as in tight lists.
    fn imply(&mut self) {
        let among_blocks =
            matches!(self.open.last(), None | Some(Frame::Item(_) | Frame::Quote(_) | Frame::Plain));
        if among_blocks {
            self.open.push(Frame::Paragraph(Vec::new(), true));
        }
    }

    fn close_implied(&mut self) {
        if matches!(self.open.last(), Some(Frame::Paragraph(_, true))) {
            self.close();
        }
    }

    fn open_inline(&mut self, frame: Frame) {
        self.imply();
        self.open.push(frame);
    }

    fn text(&mut self, text: &str) {
        if let Some(Frame::Code(_, code)) = self.open.last_mut() {
            code.push_str(text);
            return;
        }
        self.imply();
        if let Some(Inline::Text(before)) = self.inlines().and_then(|inlines| inlines.last_mut()) {
            before.push_str(text);
        } else {
            self.inline(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.imply();
        self.nodes += 1;
        if let Some(inlines) = self.inlines() {
            inlines.push(inline);
        }
    }

    fn inlines(&mut self) -> Option<&mut Vec<Inline>> {
        match self.open.last_mut()? {
            Frame::Paragraph(inlines, _) | Frame::Heading(_, inlines) | Frame::Cell(inlines) => Some(inlines),
            Frame::Em(inlines) | Frame::Strong(inlines) | Frame::Link(_, inlines) => Some(inlines),
            _ => None,
        }
    }

    fn block(&mut self, block: Block) {
        self.nodes += 1;
        let within = self.open.iter_mut().rev().find_map(|frame| match frame {
            Frame::Item(blocks) | Frame::Quote(blocks) => Some(blocks),
            _ => None,
        });
        within.unwrap_or(&mut self.done).push(block);
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Paragraph(mut inlines, _)) => {
                trim(&mut inlines);
                if !inlines.is_empty() {
                    self.block(Block::Paragraph(inlines));
                }
            }
            Some(Frame::Heading(level, inlines)) => self.block(Block::Heading(level, inlines)),
            Some(Frame::Code(language, mut code)) => {
                code.truncate(code.trim_end_matches('\n').len());
                self.block(Block::Code(language, code));
            }
            Some(Frame::Quote(blocks)) => self.block(Block::Quote(blocks)),
            Some(Frame::List(None, items)) => self.block(Block::Bullets(items)),
            Some(Frame::List(Some(first), items)) => {
                self.block(Block::Steps(u32::try_from(first).unwrap_or(1), items));
            }
            Some(Frame::Item(blocks)) => {
                if let Some(Frame::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Frame::Table(head, rows)) => self.block(Block::Table(head, rows)),
            Some(Frame::Row(cells, true)) => {
                if let Some(Frame::Table(head, _)) = self.open.last_mut() {
                    *head = cells;
                }
            }
            Some(Frame::Row(cells, false)) => {
                if let Some(Frame::Table(_, rows)) = self.open.last_mut() {
                    rows.push(cells);
                }
            }
            Some(Frame::Cell(inlines)) => {
                if let Some(Frame::Row(cells, _)) = self.open.last_mut() {
                    cells.push(inlines);
                }
            }
            Some(Frame::Em(inlines)) => self.inline(Inline::Em(inlines)),
            Some(Frame::Strong(inlines)) => self.inline(Inline::Strong(inlines)),
            Some(Frame::Link(Some(href), inlines)) => self.inline(Inline::Link(href, inlines)),
            Some(Frame::Link(None, inlines)) => {
                for inline in inlines {
                    match inline {
                        Inline::Text(text) => self.text(&text),
                        inline => self.inline(inline),
                    }
                }
            }
            Some(Frame::Plain) | None => {}
        }
    }

    fn finish(mut self) -> Document {
        while !self.open.is_empty() {
            self.close();
        }
        Document(self.done)
    }
}

/// Takes the line break off the end of a block of HTML.
fn trim(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
        if last.is_empty() {
            inlines.pop();
        }
    }
}
