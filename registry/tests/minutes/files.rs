use super::*;

#[tokio::test]
async fn minutes_leave_as_markdown_and_as_a_word_processors_file() {
    for cast in held().await {
        let (registry, nobody, p) = (cast.registry(), Caller::nobody(), &cast.process);
        let text = meetings::minutes_markdown(registry, &nobody, minute(90), p, MEETING)
            .await
            .unwrap();
        for said in [
            "# Minutes: First meeting",
            "What updates are, meeting 1. 19 October 2016, 16:00 to 16:20 UTC, Austin.",
            "- ada (Acme, makers): 16:00 to 16:16",
            "## What a patch is",
            "> Definition: Software that <del>fixes a bug</del><ins>corrects a vulnerability</ins>.",
            "A straw poll binds nobody.",
            "- 2 positions are sealed until the call closes.",
            "### Meanwhile, elsewhere",
            "- ben (Buyers, users), by 20 October 2016: Ask the makers.",
        ] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
        assert!(!text.contains("narrow"), "what is sealed stays sealed");
        let docx = meetings::minutes_docx(registry, &nobody, minute(90), p, MEETING)
            .await
            .unwrap();
        assert_eq!(&docx[..4], b"PK\x03\x04");
        let again = meetings::minutes_docx(registry, &nobody, minute(91), p, MEETING);
        assert_eq!(again.await.unwrap(), docx, "always the same bytes");
    }
}
