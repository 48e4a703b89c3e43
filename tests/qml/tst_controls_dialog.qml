import QtQuick
import QtTest
import Coupe.Controls

TestCase {
    id: testCase

    name: "Dialog"
    when: windowShown
    visible: true
    width: 900
    height: 600

    Component {
        id: plain

        CoupeDialog {
            title: "Delete user"
            acceptText: "Delete ci-search"

            DialogSection {
                title: "What"

                BodyText { text: "ci-search" }
            }
        }
    }

    Component {
        id: guarded

        CoupeDialog {
            title: "Deploy to production"
            protectedName: "production"
            acceptText: "Deploy payments to production"
        }
    }

    Component {
        id: withField

        CoupeDialog {
            id: dialog
            title: "Create user"
            acceptText: "Create user"
            initialFocus: field

            property alias field: field

            DialogSection {
                TextField { id: field; label: "Name" }
            }
        }
    }

    function opened(component: Component): QtObject {
        const dialog = createTemporaryObject(component, testCase);
        dialog.open();
        tryCompare(dialog, "opened", true);
        return dialog;
    }

    function test_escapeCloses_data(): list<var> {
        return [{ tag: "plain", component: plain }, { tag: "guarded", component: guarded }, { tag: "field", component: withField }];
    }

    function test_escapeCloses(row): void {
        const dialog = testCase.opened(row.component);
        let cancelled = 0;
        dialog.cancelled.connect(() => ++cancelled);
        keyClick(Qt.Key_Escape);
        tryCompare(dialog, "visible", false);
        compare(cancelled, 1);
    }

    function test_focusIsNeverOnTheActingButton(): void {
        const dialog = testCase.opened(plain);
        let accepted = 0;
        dialog.accept.connect(() => ++accepted);
        keyClick(Qt.Key_Return);
        compare(accepted, 0);
        tryCompare(dialog, "visible", false);
    }

    function test_focusOnTheFirstField(): void {
        verify(testCase.opened(withField).field.activeFocus);
    }

    function test_protectedWaitsForTheName(): void {
        const dialog = testCase.opened(guarded);
        let accepted = 0;
        dialog.accept.connect(() => ++accepted);
        verify(!dialog.ready);
        keyClick(Qt.Key_Return);
        compare(accepted, 0);
        for (const letter of "production")
            keyClick(letter);
        verify(dialog.ready);
        dialog.busy = true;
        dialog.tryAccept();
        compare(accepted, 0);
        dialog.busy = false;
        dialog.tryAccept();
        compare(accepted, 1);
        verify(dialog.opened);
        dialog.close();
        tryCompare(dialog, "visible", false);
        dialog.open();
        verify(!dialog.ready);
    }

    function test_enterActsOnceTheNameMatches(): void {
        const dialog = testCase.opened(guarded);
        let accepted = 0;
        dialog.accept.connect(() => ++accepted);
        for (const letter of "production")
            keyClick(letter);
        keyClick(Qt.Key_Return);
        compare(accepted, 1);
    }
}
