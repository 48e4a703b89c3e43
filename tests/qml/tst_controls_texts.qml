import QtQuick
import QtTest
import Coupe.Controls
import Coupe.Test

TestCase {
    id: testCase

    name: "Texts"
    when: windowShown
    visible: true
    width: 600
    height: 600

    readonly property string markup: Listener.markup

    Component {
        id: hostile

        Column {
            BodyText { objectName: "text"; text: testCase.markup }
            BodyText { text: testCase.markup; wrapMode: Text.Wrap; width: 90 }
            ServerWords { text: testCase.markup; width: 400 }
            CoupeButton { text: testCase.markup }
            LinkButton { text: testCase.markup }
            FilterChip { text: testCase.markup; checked: true }
            ValueChip { label: testCase.markup; value: testCase.markup }
            CheckBox { text: testCase.markup }
            RadioButton { text: testCase.markup }
            Switch { text: testCase.markup }
            SegmentedControl { labels: [testCase.markup] }
            ComboField { options: [testCase.markup]; currentIndex: 0; Component.onCompleted: clicked() }
            TextField { label: testCase.markup; placeholderText: testCase.markup; errorText: testCase.markup }
            FilterField { placeholderText: testCase.markup; tokens: [testCase.markup] }
            StatusPill { shape: "unknown"; word: testCase.markup }
            Tag { text: testCase.markup }
            KeyValueRow { label: testCase.markup; value: testCase.markup; detail: testCase.markup; copyable: true }
            MessageBox { title: testCase.markup; text: testCase.markup; serverWords: testCase.markup }
            EmptyState { title: testCase.markup; text: testCase.markup; actionText: testCase.markup }
            FailedState { title: testCase.markup; serverWords: testCase.markup }
            StaleBanner { title: testCase.markup; text: testCase.markup; actionText: testCase.markup }
            RequestRail { stepStates: ["failed"]; stepWords: [testCase.markup]; stepNotes: [testCase.markup] }
            Toast { text: testCase.markup; actionText: testCase.markup }
            ConfirmRow { placeName: testCase.markup }
            GroupHead { title: testCase.markup; width: 300 }
            NavItem { iconName: "overview"; text: testCase.markup; folded: true }
            ToolTip { text: testCase.markup; visible: true }
            Menu {
                visible: true
                MenuItem { text: testCase.markup; keys: testCase.markup }
                Menu { title: testCase.markup; MenuItem { text: testCase.markup } }
            }
            CoupeDialog { title: testCase.markup; subtitle: testCase.markup; acceptText: testCase.markup; visible: true }
        }
    }

    Component {
        id: stock

        Text { text: testCase.markup.replace("/x", "/stock") }
    }

    function test_aStockTextWouldHaveAsked(): void {
        const before = Listener.requests();
        createTemporaryObject(stock, testCase);
        tryVerify(() => Listener.requests() > before);
    }

    function test_markupIsShownAsItIsAndFetchesNothing(): void {
        const before = Listener.requests();
        const page = createTemporaryObject(hostile, testCase);
        verify(page);
        verify(waitForRendering(page));
        wait(50);
        compare(Listener.requests(), before);
        const plain = findChild(page, "text");
        compare(plain.text, testCase.markup);
        compare(plain.textFormat, Text.PlainText);
        verify(plain.implicitWidth > 200, "the markup is drawn letter by letter");
    }
}
