//! Languages: what they are called in English, and which way they run.

use domain::Lang;

/// Names of the languages that glossaries are most often written in (CLDR, English). Any other goes
/// by its tag.
const NAMES: [(&str, &str); 52] = [
    ("af", "Afrikaans"),
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("bn", "Bangla"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("ms", "Malay"),
    ("mt", "Maltese"),
    ("nb", "Norwegian Bokmål"),
    ("nl", "Dutch"),
    ("nn", "Norwegian Nynorsk"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];

/// What a language is called: "German", "Chinese (zh-Hant)", "tlh".
pub fn language_name(lang: &Lang) -> String {
    let primary = lang.as_str().split('-').next().unwrap_or_default();
    match NAMES.iter().find(|(tag, _)| *tag == primary) {
        Some((tag, name)) if *tag == lang.as_str() => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({lang})"),
        None => lang.to_string(),
    }
}

/// The value of `dir` where a language runs from right to left.
pub fn direction(lang: &Lang) -> Option<&'static str> {
    lang.is_rtl().then_some("rtl")
}
