//! What the dialogue says itself, in the reader's language: the sentence of each phrase, and the label of each chip of its own.

mod arabic;
mod english;
mod simplified;
mod traditional;

use unstuck_protocol::{Chip, Locale, PhraseKey, Reply};

/// Where a sentence names what it is about.
const ABOUT: &str = "{about}";

/// The words of one language.
#[derive(Debug)]
struct Words {
    locale: &'static str,
    /// The sentence of a phrase; another one where it is about something by name, which then stands in place of `{about}`.
    phrase: fn(PhraseKey, bool) -> &'static str,
    chips: Chips,
}

/// The labels of [`Chip::OWN`].
#[derive(Debug)]
struct Chips {
    none: &'static str,
    helped: &'static str,
    not_that: &'static str,
    done: &'static str,
    failed: &'static str,
    resume: &'static str,
    leave: &'static str,
}

static ALL: [Words; 4] = [english::WORDS, simplified::WORDS, traditional::WORDS, arabic::WORDS];

/// Puts the reply into words for a person who reads `wanted`, best first; into English where that is none of ours.
pub fn speak(reply: &mut Reply, wanted: &[String]) {
    let words = choose(wanted);
    for phrase in &mut reply.says {
        let sentence = (words.phrase)(phrase.key, !phrase.about.is_empty());
        phrase.says = sentence.replace(ABOUT, &phrase.about);
    }
    for chip in reply.chips.iter_mut().filter(|chip| chip.label.is_empty()) {
        words.chips.label(&chip.id).unwrap_or_default().clone_into(&mut chip.label);
    }
}

fn choose(wanted: &[String]) -> &'static Words {
    let tag = Locale::choose(wanted, ALL.iter().map(|words| words.locale));
    tag.and_then(|tag| ALL.iter().find(|words| words.locale == tag)).unwrap_or(&ALL[0])
}

impl Chips {
    fn label(&self, id: &str) -> Option<&'static str> {
        Some(match id {
            Chip::NONE => self.none,
            Chip::HELPED => self.helped,
            Chip::NOT_THAT => self.not_that,
            Chip::DONE => self.done,
            Chip::FAILED => self.failed,
            Chip::RESUME => self.resume,
            Chip::LEAVE => self.leave,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unstuck_protocol::{Document, Phrase, ReplyKind};

    use super::*;

    /// Phrases that name what they are about; a phrase that is none of ours is said to be nothing.
    const NAMING: [PhraseKey; 3] = [PhraseKey::Left, PhraseKey::Waiting, PhraseKey::GoingOn];
    const OTHERS: [PhraseKey; 20] = [
        PhraseKey::Welcome,
        PhraseKey::Unreadable,
        PhraseKey::OneOfThese,
        PhraseKey::NoAnswer,
        PhraseKey::NotKnown,
        PhraseKey::LeftOut,
        PhraseKey::ChooseOne,
        PhraseKey::Needed,
        PhraseKey::InCircles,
        PhraseKey::NothingBefore,
        PhraseKey::NothingToLeave,
        PhraseKey::Hello,
        PhraseKey::Thanked,
        PhraseKey::Farewell,
        PhraseKey::Abilities,
        PhraseKey::Glad,
        PhraseKey::Person,
        PhraseKey::StillThere,
        PhraseKey::Lost,
        PhraseKey::Changed,
    ];

    fn said(words: &Words, key: PhraseKey, about: &str) -> String {
        let phrase = Phrase { key, about: about.into(), says: String::new() };
        let chips = Chip::OWN.iter().map(|id| Chip { id: (*id).into(), label: String::new() });
        let mut reply = Reply {
            kind: ReplyKind::Chitchat,
            says: vec![phrase],
            text: Document::default(),
            article: None,
            gist: None,
            action: None,
            chips: chips.chain([Chip { id: "card".into(), label: "My card".into() }]).collect(),
            person: true,
        };
        speak(&mut reply, &[words.locale.to_owned()]);
        let labels: BTreeSet<&str> = reply.chips.iter().map(|chip| chip.label.as_str()).collect();
        assert_eq!(labels.len(), Chip::OWN.len() + 1, "{}: {labels:?}", words.locale);
        assert!(!labels.contains("") && labels.contains("My card"), "{}: {labels:?}", words.locale);
        reply.says.remove(0).says
    }

    #[test]
    fn every_phrase_and_chip_has_its_words_in_every_language() {
        let mut all = BTreeSet::new();
        for words in &ALL {
            let mut add = |sentence: String| {
                let ends = sentence.ends_with(['.', '!', '?', '。', '！', '？', '؟', '：', ':']);
                assert!(ends && !sentence.contains(['{', '}']), "{}: {sentence}", words.locale);
                assert!(sentence.chars().count() <= 160, "{}: {sentence}", words.locale);
                assert!(all.insert(sentence.clone()), "{}: {sentence} is said twice", words.locale);
            };
            OTHERS.into_iter().for_each(|key| add(said(words, key, "")));
            for key in NAMING {
                let named = said(words, key, "My card");
                assert_eq!(named.matches("My card").count(), 1, "{}: {named}", words.locale);
                add(named);
                add(said(words, key, ""));
            }
            assert_eq!(said(words, PhraseKey::Unknown, ""), "");
        }
    }

    #[test]
    fn a_name_is_put_as_it_is() {
        let named = said(&ALL[0], PhraseKey::GoingOn, "{about} $1 \\0");
        assert_eq!(named, "Back to “{about} $1 \\0”.");
    }

    #[test]
    fn each_reader_gets_their_language() {
        let of = |tag: &str| choose(&[tag.to_owned()]).locale;
        let tags = ["zh-CN", "zh-TW", "zh-HK", "zh", "en-GB", "ar-EG", "fr", "../../etc"];
        assert_eq!(tags.map(of), ["zh-Hans", "zh-Hant", "zh-Hant", "zh-Hans", "en", "ar", "en", "en"]);
        assert_eq!(choose(&["fr".into(), "ar".into()]).locale, "ar");
        assert_eq!(choose(&[]).locale, "en");
    }
}
