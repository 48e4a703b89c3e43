import QtQuick
import QtTest
import Coupe.Controls

TestCase {
    id: testCase

    name: "Buttons"
    when: windowShown
    visible: true
    width: 400
    height: 300

    SignalSpy {
        id: spy
        signalName: "clicked"
    }

    Component {
        id: button

        CoupeButton { text: "Deploy" }
    }

    Component {
        id: link

        LinkButton { text: "Open" }
    }

    Component {
        id: icon

        IconButton { iconName: "refresh"; text: "Refresh" }
    }

    Component {
        id: copy

        CopyButton { value: "4f2c1a9"; look: CopyButton.Link }
    }

    function test_pressedOnce_data(): list<var> {
        return [{ tag: "button", component: button }, { tag: "link", component: link }, { tag: "icon", component: icon }];
    }

    function test_pressedOnce(row): void {
        const item = createTemporaryObject(row.component, testCase);
        spy.target = item;
        spy.clear();
        mouseClick(item);
        compare(spy.count, 1);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        compare(spy.count, 2);
        keyClick(Qt.Key_Return);
        compare(spy.count, 3);
        keyClick(Qt.Key_Enter);
        compare(spy.count, 4);
        compare(item.Accessible.name, item.text);
    }

    function test_busyOrOffDoesNothing(): void {
        const item = createTemporaryObject(button, testCase, { busy: true });
        spy.target = item;
        spy.clear();
        mouseClick(item);
        compare(spy.count, 0);
        item.busy = false;
        verify(item.enabled);
        item.enabled = false;
        mouseClick(item);
        compare(spy.count, 0);
    }

    function test_busyKeepsTheOwnersBinding(): void {
        const item = createTemporaryObject(button, testCase);
        item.enabled = Qt.binding(() => item.text !== "");
        item.busy = true;
        verify(!item.enabled);
        item.busy = false;
        verify(item.enabled);
        item.text = "";
        verify(!item.enabled);
    }

    function test_ringOnlyAfterTheKeyboard(): void {
        const item = createTemporaryObject(button, testCase);
        mouseClick(item);
        verify(item.activeFocus);
        verify(!item.visualFocus);
        item.focus = false;
        item.forceActiveFocus(Qt.TabFocusReason);
        verify(item.visualFocus);
    }

    function test_ampersandIsNoShortcut(): void {
        const item = createTemporaryObject(button, testCase, { text: "Deploy a&b" });
        spy.target = item;
        spy.clear();
        keyClick(Qt.Key_B, Qt.AltModifier);
        compare(spy.count, 0);
        compare(item.Accessible.name, "Deploy a&b");
    }

    function test_copyAsksAndShowsIt(): void {
        const item = createTemporaryObject(copy, testCase);
        let asked = "";
        item.copyRequested.connect(value => asked = value);
        mouseClick(item);
        compare(asked, "4f2c1a9");
        verify(item.copied);
        tryVerify(() => !item.copied, 3000);
    }
}
