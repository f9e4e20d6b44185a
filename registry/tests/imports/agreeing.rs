use super::*;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn file(&mut self) -> String {
        let mut rows =
            String::from("preferred,lang,admitted,definition,notes,broader,related,status\n");
        for _ in 0..self.below(12) {
            let word = |dice: &mut Self| format!("w{}", dice.below(40));
            let (name, other) = (word(self), word(self));
            let lang = ["en", "", "fr", "de"][self.below(4) as usize];
            let status = ["", "agreed", "retired", "odd"][self.below(8).min(3) as usize % 4];
            let definition = match self.below(5) {
                0 => String::new(),
                n => format!("Meaning {n}."),
            };
            let (broader, related) = (word(self), word(self));
            let note = self.below(3);
            rows += &format!(
                "{name},{lang},{other},{definition},Note {note}.,{broader},{related},{status}\n"
            );
        }
        rows
    }
}

#[tokio::test]
async fn a_dry_run_and_a_run_agree_on_any_file() {
    for cast in casts().await {
        let mut dice = Dice(20_161_019);
        let mut seen = [0; 4];
        for round in 0..60 {
            let file = dice.file();
            let who = [&cast.ada, &cast.ben, &cast.eva][round % 3];
            let Ok(report) = would(&cast, who, Format::Csv, &file).await else {
                continue;
            };
            let done = does(&cast, who, Format::Csv, &file).await.unwrap();
            agree(report, &done);
            let found = counts(&done);
            (0..4).for_each(|at| seen[at] += found[at]);
            let again = would(&cast, who, Format::Csv, &file).await.unwrap();
            assert_eq!(again.counts.new, 0, "{file}\n{again:?}");
            seen[2] += again.counts.same;
        }
        assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
        record_is_sound(&cast).await;
    }
}
