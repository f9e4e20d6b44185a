//! Backups of programs that did not know all of today's tables: they are put back into the tables of their time, and those
//! are brought up to date as those of a site that went on are.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, sea_query::Table};

use super::{
    Fault, Header, migrations,
    tables::{DERIVED, kept, left_out},
};

/// How the tables that a backup was made of stand to those of this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    Same,
    /// They are those of before the last migrations: of the first so many.
    Older(u32),
}

impl Age {
    pub(super) fn of(header: &Header) -> Result<Self, Fault> {
        let (then, now) = (&header.migrations, migrations());
        match u32::try_from(then.len()) {
            _ if *then == now => Ok(Self::Same),
            Ok(steps @ 1..) if now.starts_with(then) => Ok(Self::Older(steps)),
            _ => Err(header.other_tables()),
        }
    }

    /// Gives an empty database the tables that the rows are of.
    pub(super) async fn go_back(self, tx: &DatabaseTransaction) -> Result<(), Fault> {
        let Self::Older(steps) = self else {
            return Ok(());
        };
        macro_rules! names {
            ($($table:ident),* $(,)?) => { [$(stringify!($table)),*] };
        }
        // Those that refer to others go before them.
        let kept = kept!(names);
        let all = left_out!(names).into_iter().chain(kept.into_iter().rev());
        for table in all.chain(DERIVED) {
            let drop = Table::drop().table(table).if_exists().cascade().take();
            tx.execute(&drop).await?;
        }
        Ok(Migrator::up(tx, Some(steps)).await?)
    }

    /// Goes on from there to the tables of today, with everything in them.
    pub(super) async fn come_back(self, tx: &DatabaseTransaction) -> Result<(), Fault> {
        match self {
            Self::Same => Ok(()),
            Self::Older(_) => Ok(Migrator::up(tx, None).await?),
        }
    }
}
