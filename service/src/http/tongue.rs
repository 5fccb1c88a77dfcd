//! Languages as their readers call them, and the way that they are written in.

/// Own names of languages that help is often written in.
const NAMES: [(&str, &str); 45] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("ms", "Bahasa Melayu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];
/// Languages whose usual script runs from the right, and the scripts that do.
const LEFTWARDS: &str = "ar arc ckb dv fa he ks ku-Arab nqo ps sd syr ug ur yi";
const SCRIPTS: &str = "Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa";

/// What the readers of a language call it, with its tag where a region or script tells it apart; the tag where no name is known.
pub(super) fn name(tag: &str) -> String {
    let of = |tag: &str| NAMES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name);
    if let Some(name) = of(tag) {
        return name.to_owned();
    }
    let mut base = tag;
    while let Some(cut) = base.rfind('-') {
        base = &base[..cut];
        if let Some(name) = of(base) {
            return format!("{name} ({})", &tag[cut + 1..]);
        }
    }
    tag.to_owned()
}

/// `rtl` or `ltr`, as `dir` wants it; a script that the tag names decides before its language.
pub(super) fn direction(tag: &str) -> &'static str {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let leftwards = match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
    {
        Some(script) => SCRIPTS.split(' ').any(|one| one == script),
        None => LEFTWARDS.split(' ').any(|one| one == language),
    };
    if leftwards { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, direction, name};

    #[test]
    fn readers_find_their_language() {
        assert!(NAMES.is_sorted());
        for (tag, said) in [
            ("zh-Hant", "繁體中文"),
            ("zh-Hant-HK", "繁體中文 (HK)"),
            ("en-GB", "English (GB)"),
            ("pt-BR", "Português (Brasil)"),
            ("tlh", "tlh"),
        ] {
            assert_eq!(name(tag), said);
        }
    }

    #[test]
    fn the_script_decides_the_direction() {
        for tag in ["ar", "ar-EG", "he", "az-Arab", "ks-Arab-IN", "ur"] {
            assert_eq!(direction(tag), "rtl", "{tag}");
        }
        for tag in ["en", "zh-Hant", "ar-Latn", "az", ""] {
            assert_eq!(direction(tag), "ltr", "{tag}");
        }
    }
}
