//! Between rows and JSON: numbers, words and flags as they are, bytes as base64.

use base64::{Engine, prelude::BASE64_STANDARD};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, EntityTrait, IdenStatic, Iterable, ModelTrait, Value,
};
use serde_json::{Map, Value as Json};

use crate::{Error, Result};

pub(super) fn to_json<M: ModelTrait>(row: &M) -> Result<Map<String, Json>> {
    <M::Entity as EntityTrait>::Column::iter()
        .map(|column| {
            let cell = match row.get(column) {
                Value::Bool(cell) => cell.into(),
                Value::BigInt(cell) => cell.into(),
                Value::String(cell) => cell.into(),
                Value::Bytes(cell) => cell.map(|bytes| BASE64_STANDARD.encode(bytes)).into(),
                other => {
                    return Err(Error::Storage(format!(
                        "no backup of a cell like {other:?}"
                    )));
                }
            };
            Ok((column.as_str().to_owned(), cell))
        })
        .collect()
}

/// The row, or nothing where a cell is not of the kind that its column holds. A cell that is missing is left to the
/// database, which has no such column where the row is older than it.
pub(super) fn from_json<A: ActiveModelTrait>(cells: &Map<String, Json>) -> Option<A> {
    let mut row = <A as ActiveModelTrait>::default();
    for column in <A::Entity as EntityTrait>::Column::iter() {
        if let Some(cell) = cells.get(column.as_str()) {
            let cell = value(column.def().get_column_type(), cell)?;
            row.try_set(column, cell).ok()?;
        }
    }
    Some(row)
}

/// Which columns a row has, compared with those of today: whether any is missing, and whether it has others.
pub(super) fn compared<E: EntityTrait>(cells: &Map<String, Json>) -> Compared {
    let own = |name: &String| E::Column::iter().any(|it| it.as_str() == name);
    Compared {
        fewer: E::Column::iter().any(|it| !cells.contains_key(it.as_str())),
        others: !cells.keys().all(own),
    }
}

/// What is different about the columns of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Compared {
    pub fewer: bool,
    pub others: bool,
}

fn value(column: &ColumnType, cell: &Json) -> Option<Value> {
    let is = |read: bool| read || cell.is_null();
    Some(match column {
        ColumnType::Boolean if is(cell.is_boolean()) => Value::Bool(cell.as_bool()),
        ColumnType::BigInteger if is(cell.is_i64()) => Value::BigInt(cell.as_i64()),
        ColumnType::String(_) | ColumnType::Text if is(cell.is_string()) => {
            Value::String(cell.as_str().map(str::to_owned))
        }
        ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => {
            Value::Bytes(Some(BASE64_STANDARD.decode(cell.as_str()?).ok()?))
        }
        _ => return None,
    })
}
