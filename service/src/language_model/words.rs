//! Words that join, and words that a sentence's meaning hangs on, by language.

/// What is known of a language.
#[derive(Debug)]
pub(super) struct Words {
    tag: &'static str,
    joining: &'static str,
    turning: &'static str,
}

/// A language that is not here has sentences that are taken whole: nobody could tell what to leave out of them.
const LANGUAGES: &[Words] = &[
    Words {
        tag: "en",
        joining: "a an the you your it its this that these those is are be and then first so please there",
        turning: "no not never none nothing nobody nowhere neither nor without cannot only unless until except if when \
                  whether while before after but however although though instead rather than or may might could should \
                  would perhaps maybe sometimes usually often hardly barely rarely avoid stop beware refuse false wrong \
                  fake scam",
    },
    Words {
        tag: "de",
        joining: "der die das den dem des ein eine einen einem einer eines sie ihr ihre ihren ihrem es ist sind und dann zuerst so bitte",
        turning: "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nirgends ohne nur erst wenn falls \
                  sofern ob während bevor nachdem bis außer aber jedoch obwohl sondern statt anstatt als oder weder noch \
                  kann könnte könnten sollte sollten würde vielleicht manchmal meist meistens oft selten kaum vermeiden \
                  falsch gefälscht betrug",
    },
    Words {
        tag: "es",
        joining: "el la los las un una unos unas su sus se lo le es son y luego primero",
        turning: "no ni nunca jamás nada nadie ningún ninguna ninguno sin solo sólo solamente si cuando mientras antes \
                  después hasta salvo excepto menos pero aunque sino vez o u podría debería quizá quizás tal veces suele \
                  apenas raramente evite evita falso falsa estafa",
    },
    Words {
        tag: "fr",
        joining: "le la les un une des vous votre vos il elle est sont et puis ce cette ces",
        turning: "ne n' pas non ni jamais rien personne aucun aucune sans seul seule seulement que qu' si quand lorsque \
                  tandis avant après jusqu'à jusque sauf excepté mais cependant quoique plutôt lieu ou peut pourrait \
                  devrait peut-être parfois souvent rarement guère évitez éviter faux fausse arnaque",
    },
    Words {
        tag: "pt",
        joining: "o a os as um uma uns umas seu sua seus suas é são e depois primeiro você",
        turning: "não nem nunca jamais nada ninguém nenhum nenhuma sem só somente apenas se quando enquanto antes até salvo \
                  exceto menos mas porém embora senão vez ou poderia deveria talvez vezes costuma raramente evite falso \
                  falsa golpe",
    },
    Words {
        tag: "it",
        joining: "il lo la i gli le un uno una suo sua suoi sue è sono e poi",
        turning: "non né mai niente nulla nessuno nessuna senza solo soltanto se quando mentre dopo finché fino salvo \
                  eccetto tranne meno ma però anche invece piuttosto o oppure potrebbe dovrebbe forse talvolta spesso \
                  raramente evitare eviti falso falsa truffa",
    },
];

impl Words {
    /// What is known of the language of this tag.
    pub(super) fn of(locale: &str) -> Option<&'static Self> {
        let language = locale.split('-').next().unwrap_or_default();
        LANGUAGES.iter().find(|words| words.tag.eq_ignore_ascii_case(language))
    }

    /// Whether a word says nothing of its own. It is in small letters.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.joining.split_whitespace().any(|one| one == word)
    }

    /// Whether the meaning of a sentence hangs on a word, in small letters: without it, or with it elsewhere, the sentence may say
    /// the opposite.
    pub(super) fn turns(&self, word: &str) -> bool {
        let elided = word
            .split_once('\'')
            .is_some_and(|(one, rest)| rest == "t" || self.listed(&word[..=one.len()]) || self.listed(rest));
        elided || self.listed(word)
    }

    fn listed(&self, word: &str) -> bool {
        self.turning.split_whitespace().any(|one| one == word)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn no_word_joins_and_turns() {
        for words in LANGUAGES {
            let both: Vec<_> = words.joining.split_whitespace().filter(|word| words.turns(word)).collect();
            assert!(both.is_empty(), "{}: {both:?}", words.tag);
        }
    }

    #[test]
    fn negations_are_known_in_each_form() {
        for (locale, word) in [
            ("en-GB", "don't"),
            ("fr", "n'attendez"),
            ("fr-CA", "qu'avec"),
            ("de", "keinen"),
            ("pt-BR", "não"),
        ] {
            assert!(Words::of(locale).unwrap().turns(word), "{word}");
        }
        assert!(!Words::of("fr").unwrap().turns("l'application"));
        assert!(Words::of("zh-CN").is_none());
    }
}
