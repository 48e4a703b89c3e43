import QtQuick
import QtTest
import Coupe.Controls
import Coupe.Theme

TestCase {
    id: testCase

    name: "Fields"
    when: windowShown
    visible: true
    width: 600
    height: 300

    Component {
        id: field

        TextField { label: "Name"; clearable: true }
    }

    Component {
        id: filter

        FilterField { placeholderText: "Filter apps"; tokens: ["since:7d"] }
    }

    Component {
        id: confirm

        ConfirmRow { placeName: "production"; width: 560 }
    }

    function type(words: string): void {
        for (const letter of words)
            keyClick(letter);
    }

    function test_fieldNamesItselfAndItsError(): void {
        const item = createTemporaryObject(field, testCase, { errorText: "Taken" });
        compare(item.input.Accessible.name, "Name");
        compare(item.input.Accessible.description, "Taken");
    }

    function test_fieldClears(): void {
        const item = createTemporaryObject(field, testCase, { text: "abc" });
        mouseClick(item.input, item.input.width - 12, item.input.height / 2);
        compare(item.text, "");
        verify(item.input.activeFocus);
    }

    function test_filterTakesFocusAndEscapes(): void {
        const item = createTemporaryObject(filter, testCase);
        item.takeFocus();
        testCase.type("pay");
        compare(item.text, "pay");
        keyClick(Qt.Key_Escape);
        compare(item.text, "");
        compare(item.input.Accessible.name, "Filter apps");
    }

    function test_backspaceTakesTheLastToken(): void {
        const item = createTemporaryObject(filter, testCase);
        let removed = -1;
        item.tokenRemoved.connect(index => removed = index);
        item.takeFocus();
        keyClick(Qt.Key_Backspace);
        compare(removed, 0);
    }

    function test_confirmMatchesTheExactName_data(): list<var> {
        return [
            { tag: "empty", typed: "", matches: false, wrong: false },
            { tag: "start", typed: "produc", matches: false, wrong: false },
            { tag: "case", typed: "Production", matches: false, wrong: true },
            { tag: "typo", typed: "prodution", matches: false, wrong: true },
            { tag: "space", typed: "production ", matches: false, wrong: true },
            { tag: "longer", typed: "production-eu", matches: false, wrong: true },
            { tag: "exact", typed: "production", matches: true, wrong: false },
        ];
    }

    function test_confirmMatchesTheExactName(row): void {
        const item = createTemporaryObject(confirm, testCase);
        let accepted = 0;
        item.accepted.connect(() => ++accepted);
        item.takeFocus();
        testCase.type(row.typed);
        compare(item.typed, row.typed);
        compare(item.matches, row.matches);
        compare(item.wrong, row.wrong);
        keyClick(Qt.Key_Return);
        compare(accepted, row.matches ? 1 : 0);
        item.reset();
        compare(item.typed, "");
    }

    function test_confirmNeedsAName(): void {
        verify(!createTemporaryObject(confirm, testCase, { placeName: "" }).matches);
    }
}
