import QtQuick
import QtTest
import Coupe.Controls

TestCase {
    id: testCase

    name: "Window"
    when: windowShown
    visible: true
    width: 700
    height: 400

    Component {
        id: rail

        NavRail {
            property alias item: item

            height: 300
            NavItem { id: item; iconName: "activity"; text: "Activity"; badge: 2 }
        }
    }

    Component {
        id: bar

        TopBar { width: 700; workspace: "Acme"; title: "Overview"; canGoBack: true }
    }

    Component {
        id: panel

        Panel {
            property alias button: button

            height: 300
            title: "search"
            subtitle: "in production"
            footer: [ CoupeButton { id: button; text: "Roll back…" } ]
        }
    }

    Component {
        id: row

        ListRow { width: 300; name: "search, Failed" }
    }

    function test_foldedRailKeepsItsNames(): void {
        const item = createTemporaryObject(rail, testCase);
        compare(item.item.Accessible.name, "Activity");
        item.folded = true;
        item.item.folded = true;
        compare(item.width, 48);
        compare(item.item.Accessible.name, "Activity");
        let clicked = 0;
        item.item.clicked.connect(() => ++clicked);
        mouseClick(item.item);
        compare(clicked, 1);
    }

    function test_topBarAsks(): void {
        const item = createTemporaryObject(bar, testCase);
        let asked = [];
        item.back.connect(() => asked.push("back"));
        item.search.connect(() => asked.push("search"));
        mouseClick(item, 184 + 10 + 14, 22);
        mouseClick(item, 700 - 12 - 28 - 4 - 28 - 60, 22);
        compare(asked, ["back", "search"]);
    }

    function test_panelClosesOnEscape(): void {
        const item = createTemporaryObject(panel, testCase);
        let closed = 0;
        item.closed.connect(() => ++closed);
        item.button.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Escape);
        compare(closed, 1);
        compare(item.Accessible.name, "search in production");
    }

    function test_rowOffersItsContextMenu(): void {
        const item = createTemporaryObject(row, testCase);
        let clicked = 0;
        let asked = 0;
        item.clicked.connect(() => ++clicked);
        item.contextRequested.connect(() => ++asked);
        mouseClick(item);
        mouseClick(item, 10, 10, Qt.RightButton);
        compare(clicked, 1);
        compare(asked, 1);
        compare(item.Accessible.name, "search, Failed");
    }
}
