//! A catalogue as a person looks through it: its languages, and its solutions by title in each.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use unstuck_protocol::Locale;
use unstuck_resolver::{Catalogue, Solution};

/// Made by the first who looks, and kept as long as the catalogue.
#[derive(Debug, Default)]
pub struct Contents {
    locales: OnceLock<Vec<String>>,
    /// By language; a person's language is one of the catalogue's, so that these are few.
    orders: Mutex<BTreeMap<String, Arc<[u32]>>>,
}

impl Contents {
    /// The languages of the catalogue's texts: first that in which most have their default text.
    pub fn locales(&self, catalogue: &Catalogue) -> &[String] {
        self.locales.get_or_init(|| {
            let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
            for solution in catalogue.solutions() {
                for (place, text) in solution.texts.iter().enumerate() {
                    let count = counts.entry(&text.locale).or_default();
                    count.0 += usize::from(place == 0);
                    count.1 += 1;
                }
            }
            let mut locales: Vec<_> = counts.into_iter().collect();
            locales.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            locales.into_iter().map(|(locale, _)| locale.to_owned()).collect()
        })
    }

    /// Where the solutions stand in the catalogue, in the order of their titles in this language of the catalogue's.
    pub fn by_title(&self, catalogue: &Catalogue, locale: &str) -> Arc<[u32]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(order) = orders.get(locale) {
            return Arc::clone(order);
        }
        let titles: Vec<String> =
            catalogue.solutions().iter().map(|solution| title(solution, locale).to_lowercase()).collect();
        let mut order: Vec<u32> = (0..titles.len() as u32).collect();
        order.sort_by(|one, other| titles[*one as usize].cmp(&titles[*other as usize]));
        let order: Arc<[u32]> = order.into();
        orders.insert(locale.to_owned(), Arc::clone(&order));
        order
    }
}

fn title<'a>(solution: &'a Solution, locale: &str) -> &'a str {
    let chosen = Locale::choose(&[locale.to_owned()], solution.texts.iter().map(|text| text.locale.as_str()));
    let text = solution.texts.iter().find(|text| Some(text.locale.as_str()) == chosen);
    text.or(solution.texts.first()).map_or(solution.id.as_str(), |text| &text.title)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use unstuck_resolver::author::{self, Source};

    #[test]
    fn each_language_has_its_own_order() {
        let source = |path: &str, title: &str| Source {
            path: path.into(),
            text: format!("---\ntitle: {title}\n---\nText.\n"),
        };
        let catalogue = author::read(&[
            source("a.md", "zebra"),
            source("a.de.md", "Aal"),
            source("b.md", "Apple"),
            source("b.de.md", "Zahn"),
            source("zz.md", "mango"),
        ])
        .unwrap();
        let contents = Contents::default();
        assert_eq!(contents.locales(&catalogue), ["en", "de"]);
        assert_eq!(*contents.by_title(&catalogue, "en"), [1, 2, 0]);
        assert_eq!(
            *contents.by_title(&catalogue, "de"),
            [0, 2, 1],
            "what is not in German counts by its own title"
        );
    }
}
