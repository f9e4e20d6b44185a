//! What is the same in every package.

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>"#;

pub(super) const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>"#;

pub(super) const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/></Relationships>"#;

/// Tracking is on from the start, so that nobody has to remember it.
pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:trackRevisions/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

/// The settings of what is only read.
pub(super) const PLAIN_SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

pub(super) const TITLE: &str = "Title";
pub(super) const SECTION: &str = "Heading1";
pub(super) const PART: &str = "Heading2";
pub(super) const LEAD: &str = "Lead";
pub(super) const WORDS: &str = "Words";
pub(super) const CELL: &str = "Cell";

/// The styles: name, what it is called, its properties, and those of its words.
const STYLES: [(&str, &str, &str, &str); 6] = [
    (
        TITLE,
        "Title",
        r#"<w:spacing w:after="120"/>"#,
        r#"<w:b/><w:sz w:val="36"/>"#,
    ),
    (
        SECTION,
        "heading 1",
        r#"<w:keepNext/><w:spacing w:before="360" w:after="80"/><w:outlineLvl w:val="0"/>"#,
        r#"<w:b/><w:sz w:val="28"/>"#,
    ),
    (
        PART,
        "heading 2",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="40"/><w:outlineLvl w:val="1"/>"#,
        r#"<w:b/><w:color w:val="5A5A5A"/><w:sz w:val="20"/>"#,
    ),
    (
        LEAD,
        "Lead",
        r#"<w:spacing w:after="80"/>"#,
        r#"<w:color w:val="5A5A5A"/><w:sz w:val="20"/>"#,
    ),
    (
        WORDS,
        "Words",
        r#"<w:spacing w:after="80" w:line="300" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="24"/>"#,
    ),
    (
        CELL,
        "Cell",
        r#"<w:spacing w:after="40"/>"#,
        r#"<w:sz w:val="17"/>"#,
    ),
];

pub(super) fn styles() -> String {
    let mut xml = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    );
    for (id, name, paragraph, words) in STYLES {
        xml.push_str(&format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{words}</w:rPr></w:style>"#
        ));
    }
    xml.push_str("</w:styles>");
    xml
}
