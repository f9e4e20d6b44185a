//! A table as a document.

use domain::manuscript::Piece;

use super::{fixed, paragraph::Sheet, xml::Written};
use crate::FormError;

/// What stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    /// What stands below the title, a paragraph each.
    pub lead: Vec<String>,
    /// The heads of the columns, each with its share of the width.
    pub columns: Vec<(String, u32)>,
    /// Cells in the order of the columns. A line of a cell is a paragraph.
    pub rows: Vec<Vec<String>>,
}

/// The width between the margins of a landscape page, in twentieths of a point.
const WIDTH: u32 = 15_138;

pub(super) fn document(table: &Table) -> Result<Vec<u8>, FormError> {
    let mut sheet = Sheet::begin()?;
    sheet.plain(fixed::TITLE, &table.title, None)?;
    for words in &table.lead {
        sheet.plain(fixed::LEAD, words, None)?;
    }
    let shares: u32 = table.columns.iter().map(|(_, share)| *share).sum();
    let widths: Vec<String> = table
        .columns
        .iter()
        .map(|(_, share)| (WIDTH * share / shares.max(1)).to_string())
        .collect();
    sheet.xml.open("w:tbl", &[])?;
    properties(&mut sheet)?;
    sheet.xml.open("w:tblGrid", &[])?;
    for width in &widths {
        sheet.xml.empty("w:gridCol", &[("w:w", width)])?;
    }
    sheet.xml.close("w:tblGrid")?;
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|(head, _)| head.as_str())
        .collect();
    row(&mut sheet, &heads, &widths, true)?;
    for cells in &table.rows {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        row(&mut sheet, &cells, &widths, false)?;
    }
    sheet.xml.close("w:tbl")?;
    // A document does not end with a table.
    sheet.plain(fixed::CELL, "", None)?;
    sheet.finish(true)
}

fn properties(sheet: &mut Sheet) -> Written {
    let xml = &mut sheet.xml;
    xml.open("w:tblPr", &[])?;
    xml.empty("w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
    xml.open("w:tblBorders", &[])?;
    for side in [
        "w:top",
        "w:left",
        "w:bottom",
        "w:right",
        "w:insideH",
        "w:insideV",
    ] {
        xml.empty(
            side,
            &[("w:val", "single"), ("w:sz", "4"), ("w:color", "A0A0A0")],
        )?;
    }
    xml.close("w:tblBorders")?;
    xml.empty("w:tblLayout", &[("w:type", "fixed")])?;
    xml.close("w:tblPr")
}

fn row(sheet: &mut Sheet, cells: &[&str], widths: &[String], head: bool) -> Written {
    sheet.xml.open("w:tr", &[])?;
    sheet.xml.open("w:trPr", &[])?;
    sheet.xml.empty("w:cantSplit", &[])?;
    if head {
        sheet.xml.empty("w:tblHeader", &[])?;
    }
    sheet.xml.close("w:trPr")?;
    for (cell, width) in cells.iter().zip(widths) {
        sheet.xml.open("w:tc", &[])?;
        sheet.xml.open("w:tcPr", &[])?;
        sheet
            .xml
            .empty("w:tcW", &[("w:w", width), ("w:type", "dxa")])?;
        if head {
            sheet
                .xml
                .empty("w:shd", &[("w:val", "clear"), ("w:fill", "EDEDED")])?;
        }
        sheet.xml.close("w:tcPr")?;
        sheet.lines(fixed::CELL, None, &[Piece::kept(*cell)])?;
        sheet.xml.close("w:tc")?;
    }
    sheet.xml.close("w:tr")
}
