//! Draws an article, node by node. The file knows egui and the SDK alone: copy it as it is.

use eframe::egui::{
    Align, Frame, Grid, Hyperlink, Id, Label, Layout, Link, RichText, ScrollArea, Ui, accesskit::Role,
    text::LayoutJob,
};
use unstuck::{
    Article,
    protocol::{Node, Tag, document::Href},
};

/// How text looks where it stands.
#[derive(Clone, Copy, Default)]
struct Look {
    size: Option<f32>,
    strong: bool,
    em: bool,
}

/// Draws the title and the text. Gives the path within the app whose link was followed; other links open a browser.
pub fn show(ui: &mut Ui, article: &Article) -> Option<String> {
    let mut followed = None;
    heading(ui, 1, &[Node::text(article.title.as_str())], &mut followed);
    blocks(ui, &article.body.0, Look::default(), &mut followed);
    followed
}

/// Blocks one below the other; text that stands between them is a paragraph.
fn blocks(ui: &mut Ui, nodes: &[Node], look: Look, followed: &mut Option<String>) {
    for part in nodes.chunk_by(|one, next| is_inline(one) && is_inline(next)) {
        match part {
            [node] if !is_inline(node) => block(ui, node, look, followed),
            text => drop(paragraph(ui, text, look, followed)),
        }
    }
}

fn is_inline(node: &Node) -> bool {
    matches!(node.tag, Tag::Text | Tag::Code | Tag::Em | Tag::Strong | Tag::Link | Tag::Break)
}

fn block(ui: &mut Ui, node: &Node, look: Look, followed: &mut Option<String>) {
    match node.tag {
        Tag::Heading => heading(ui, node.number.saturating_add(1), &node.nodes, followed),
        Tag::Paragraph => drop(paragraph(ui, &node.nodes, look, followed)),
        Tag::Bullets => list(ui, node, |_| "•".to_owned(), look, followed),
        Tag::Steps => list(ui, node, |at| format!("{}.", node.number.saturating_add(at)), look, followed),
        Tag::Listing => {
            Frame::group(ui.style()).fill(ui.visuals().code_bg_color).show(ui, |ui| {
                ScrollArea::horizontal().id_salt(ui.next_auto_id()).show(ui, |ui| {
                    ui.add(Label::new(RichText::new(node.text.trim_end()).monospace()).extend());
                });
            });
        }
        Tag::Quote => {
            let look = Look { em: true, ..look };
            ui.indent(ui.next_auto_id(), |ui| blocks(ui, &node.nodes, look, followed));
        }
        Tag::Table => table(ui, node, followed),
        Tag::Rule => {
            ui.separator();
        }
        // What this version does not know still has its words.
        _ => {
            if !node.text.is_empty() {
                ui.label(node.text.as_str());
            }
            blocks(ui, &node.nodes, look, followed);
        }
    }
}

/// The article's own title is the first level.
fn heading(ui: &mut Ui, level: u32, nodes: &[Node], followed: &mut Option<String>) {
    let size = match level {
        1 => 22.0,
        2 => 18.0,
        _ => 15.0,
    };
    ui.add_space(4.0);
    for id in paragraph(ui, nodes, Look { size: Some(size), strong: true, em: false }, followed) {
        ui.ctx().accesskit_node_builder(id, |node| node.set_level(level as usize));
        read_as(ui, id, Role::Heading);
    }
}

/// Makes a label something more to a screen reader; what has a role of its own is named, where a label has a value.
pub fn read_as(ui: &Ui, label: Id, role: Role) {
    ui.ctx().accesskit_node_builder(label, |node| {
        node.set_role(role);
        if let Some(words) = node.value().map(str::to_owned) {
            node.set_label(words);
            node.clear_value();
        }
    });
}

fn list(ui: &mut Ui, list: &Node, mark: impl Fn(u32) -> String, look: Look, followed: &mut Option<String>) {
    for (at, item) in (0..).zip(&list.nodes) {
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            // As high as a line of text, which links may make higher than a label.
            ui.horizontal(|ui| ui.label(mark(at)));
            ui.vertical(|ui| blocks(ui, &item.nodes, look, followed));
        });
    }
}

fn table(ui: &mut Ui, table: &Node, followed: &mut Option<String>) {
    let id = ui.next_auto_id();
    ScrollArea::horizontal().id_salt(id).show(ui, |ui| {
        Grid::new(id).striped(true).show(ui, |ui| {
            for (at, row) in table.nodes.iter().enumerate() {
                for cell in &row.nodes {
                    let look = Look { strong: at == 0, ..Look::default() };
                    ui.vertical(|ui| blocks(ui, &cell.nodes, look, followed));
                }
                ui.end_row();
            }
        });
    });
}

/// Flowing text: what stands between links is one label, so that a screen reader reads it in one go.
fn paragraph(ui: &mut Ui, nodes: &[Node], look: Look, followed: &mut Option<String>) -> Vec<Id> {
    let mut labels = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let mut text = LayoutJob::default();
        flow(ui, nodes, look, &mut text, &mut labels, followed);
        said(ui, &mut text, &mut labels);
    });
    labels
}

fn flow(
    ui: &mut Ui,
    nodes: &[Node],
    look: Look,
    text: &mut LayoutJob,
    labels: &mut Vec<Id>,
    followed: &mut Option<String>,
) {
    for node in nodes {
        match node.tag {
            Tag::Link => {
                said(ui, text, labels);
                link(ui, node, look, followed);
            }
            Tag::Break => rich("\n", look).append_to(text, ui.style(), Default::default(), Align::Center),
            Tag::Code => {
                let code = rich(&node.text, look).code();
                code.append_to(text, ui.style(), Default::default(), Align::Center);
            }
            tag => {
                let look =
                    Look { strong: look.strong || tag == Tag::Strong, em: look.em || tag == Tag::Em, ..look };
                if !node.text.is_empty() {
                    let words = rich(&node.text, look);
                    words.append_to(text, ui.style(), Default::default(), Align::Center);
                }
                flow(ui, &node.nodes, look, text, labels, followed);
            }
        }
    }
}

/// Draws what has gathered.
fn said(ui: &mut Ui, text: &mut LayoutJob, labels: &mut Vec<Id>) {
    if !text.text.is_empty() {
        labels.push(ui.label(std::mem::take(text)).id);
    }
}

fn link(ui: &mut Ui, node: &Node, look: Look, followed: &mut Option<String>) {
    let words = rich(&plain(&node.nodes), look);
    match node.href.as_ref().map(Href::as_str) {
        // A path or a place of the app: no browser would find it.
        Some(path) if path.starts_with(['/', '#']) => {
            if ui.add(Link::new(words)).clicked() {
                *followed = Some(path.to_owned());
            }
        }
        Some(address) => {
            ui.add(Hyperlink::from_label_and_url(words, address).open_in_new_tab(true))
                .on_hover_text(address);
        }
        None => {
            ui.label(words);
        }
    }
}

/// The words of a link, whatever they are made of.
fn plain(nodes: &[Node]) -> String {
    nodes.iter().map(|node| node.text.clone() + &plain(&node.nodes)).collect()
}

fn rich(words: &str, look: Look) -> RichText {
    let mut text = RichText::new(words);
    if let Some(size) = look.size {
        text = text.size(size);
    }
    if look.strong {
        text = text.strong();
    }
    if look.em {
        text = text.italics();
    }
    text
}
