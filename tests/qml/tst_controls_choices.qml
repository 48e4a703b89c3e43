import QtQuick
import QtTest
import Coupe.Controls

TestCase {
    id: testCase

    name: "Choices"
    when: windowShown
    visible: true
    width: 500
    height: 400

    Component {
        id: chip

        FilterChip { text: "Failed"; count: 1; shape: "failed" }
    }

    Component {
        id: check

        CheckBox { text: "Mine only" }
    }

    Component {
        id: toggle

        Switch { text: "Notify" }
    }

    Component {
        id: segments

        SegmentedControl {
            name: "View"
            labels: ["Side by side", "Unified"]
            onActivated: index => currentIndex = index
        }
    }

    Component {
        id: combo

        ComboField {
            name: "Kind"
            options: ["Release", "Rollback", "Delete"]
            currentIndex: 0
            onActivated: index => currentIndex = index
        }
    }

    Component {
        id: valueChip

        ValueChip {
            label: "Branch"
            options: ["main", "feat"]
            onChosen: chosenValue => value = chosenValue
            onCleared: value = ""
        }
    }

    function test_toggles_data(): list<var> {
        return [{ tag: "chip", component: chip }, { tag: "check", component: check }, { tag: "switch", component: toggle }];
    }

    function test_toggles(row): void {
        const item = createTemporaryObject(row.component, testCase);
        let toggles = 0;
        item.toggled.connect(() => ++toggles);
        mouseClick(item);
        verify(item.checked);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        verify(!item.checked);
        compare(toggles, 2);
        verify(item.Accessible.name !== "");
    }

    function test_chipSaysItsCount(): void {
        compare(createTemporaryObject(chip, testCase).Accessible.name, "Failed 1");
    }

    function test_segmentsByMouseAndArrows(): void {
        const item = createTemporaryObject(segments, testCase);
        mouseClick(item, item.width - 10, item.height / 2);
        compare(item.currentIndex, 1);
        keyClick(Qt.Key_Left);
        compare(item.currentIndex, 0);
        keyClick(Qt.Key_Left);
        compare(item.currentIndex, 0);
        keyClick(Qt.Key_Right);
        compare(item.currentIndex, 1);
    }

    function test_comboByKeyboard(): void {
        const item = createTemporaryObject(combo, testCase);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Return);
        compare(item.currentText, "Rollback");
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_D);
        keyClick(Qt.Key_Return);
        compare(item.currentText, "Delete");
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Escape);
        compare(item.currentText, "Delete");
    }

    function test_valueChip(): void {
        const item = createTemporaryObject(valueChip, testCase);
        compare(item.Accessible.name, "Branch");
        mouseClick(item);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Return);
        compare(item.value, "feat");
        compare(item.Accessible.name, "Branch feat");
        mouseClick(item, item.width - 10, item.height / 2);
        compare(item.value, "");
    }
}
