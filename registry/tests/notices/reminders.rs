use common::cast::{ADA_NO, denied};
use domain::{Refusal, permit::Denial, process::Role, record::Event};
use registry::{Error, nudges, record};

use super::*;

const CLOSES: i64 = 2 + 4 * DAY;

impl Cast {
    async fn nudge(&self, who: &Caller, at: i64) -> registry::Result<Call> {
        nudges::nudge(self.registry(), who, minute(at), &self.process, 1).await
    }

    /// Nobody gets what others get anyway.
    async fn quiet(&self) {
        self.due(minute(DAY)).await;
    }
}

#[tokio::test]
async fn the_silent_are_reminded_twice_and_nobody_else() {
    for cast in casts().await {
        cast.choose(&cast.dan, 0, Frequency::Immediate).await;
        cast.called(2, CLOSES, false).await;
        let place = Some(("makers", "Acme"));
        let role = Role::Participant;
        let abe = cast
            .stage
            .member(&cast.process, &cast.cleo, "abe", role, place)
            .await;
        cast.choose(&abe, 3, Frequency::Immediate).await;
        cast.take(&cast.ada, 10, Stance::Accept).await;
        cast.quiet().await;
        let first = CLOSES - 48 * HOUR;
        assert!(cast.due(minute(first - 1)).await.is_empty());
        let waits = "Call 1 on “patch” closes on 2016-10-23 15:02 UTC and waits for your position";
        let both = [format!("ben: {waits}"), format!("eva: {waits}")];
        let letters = cast.due(minute(first)).await;
        assert_eq!(subjects(&letters), both);
        assert!(cast.due(minute(first + 60)).await.is_empty(), "once");
        cast.take(&cast.ben, first + 70, Stance::Abstain).await;
        let second = CLOSES - 12 * HOUR;
        assert!(cast.due(minute(second - 1)).await.is_empty());
        assert_eq!(subjects(&cast.due(minute(second)).await), both[1..]);
        assert!(cast.due(minute(CLOSES - 1)).await.is_empty());
    }
}

#[tokio::test]
async fn a_short_call_reminds_once_and_none_is_none() {
    for cast in casts().await {
        cast.choose(&cast.eva, 0, Frequency::None).await;
        cast.called(2, DAY, false).await;
        assert!(
            cast.due(after(2)).await.is_empty(),
            "48 hours before, it was not there"
        );
        let letters = cast.due(minute(DAY - 1)).await;
        assert_eq!(letters.len(), 2, "{letters:#?}");
        assert!(to(&letters, "ada").contains("#position"));
    }
}

#[tokio::test]
async fn a_convener_asks_the_silent_once_a_day_on_record() {
    for cast in casts().await {
        cast.called(2, CLOSES, true).await;
        cast.take(&cast.ben, 10, Stance::Support).await;
        denied(cast.nudge(&cast.ada, 11).await, Denial::NotConvener);
        let call = cast.nudge(&cast.cleo, 12).await.unwrap();
        assert_eq!(call.nudged_at, Some(minute(12)));
        let asked = "The convener asks for your position: Call 1 on “patch”";
        check(
            &cast.due(minute(12)).await,
            &[&format!("ada: {asked}"), &format!("eva: {asked}")],
        );
        assert!(cast.due(minute(13)).await.is_empty());

        let again = cast.nudge(&cast.cleo, 12 + DAY - 1).await;
        assert!(matches!(
            again,
            Err(Error::Stale(Refusal::NudgedLately { again })) if again == minute(12 + DAY)
        ));
        cast.quiet().await;
        cast.take(&cast.ada, DAY + 10, Stance::Support).await;
        cast.nudge(&cast.cleo, 12 + DAY).await.unwrap();
        check(
            &cast.due(minute(12 + DAY)).await,
            &[&format!("eva: {asked}")],
        );
        cast.take(&cast.eva, DAY + 20, Stance::Support).await;
        let nobody = cast.nudge(&cast.cleo, 12 + 2 * DAY).await;
        assert!(matches!(nobody, Err(Error::Stale(Refusal::NobodySilent))));
        cast.close().await;
        let closed = cast.nudge(&cast.cleo, 14 + 2 * DAY).await;
        assert!(matches!(closed, Err(Error::Stale(Refusal::CallNotOpen))));

        let nobody = Caller::nobody();
        let lines = record::lines(
            cast.registry(),
            &nobody,
            minute(14 + 2 * DAY),
            &cast.process,
            0,
            1_000,
        );
        let asked: Vec<_> = lines
            .await
            .unwrap()
            .into_iter()
            .filter_map(|line| match line.event {
                Event::CallNudged { members, .. } => Some(members),
                _ => None,
            })
            .collect();
        assert_eq!(asked, [vec![ADA_NO, ADA_NO + 3], vec![ADA_NO + 3]]);
    }
}

impl Cast {
    async fn close(&self) {
        let (registry, now) = (self.registry(), minute(13 + 2 * DAY));
        calls::close(registry, &self.cleo, now, &self.process, 1, None)
            .await
            .unwrap();
    }
}
