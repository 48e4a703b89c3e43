import QtQuick
import QtTest
import Coupe.Controls
import Coupe.Theme

TestCase {
    id: testCase

    name: "States"
    when: windowShown
    visible: true
    width: 600
    height: 500

    Component {
        id: loading

        LoadingState { text: "Reading artifacts" }
    }

    Component {
        id: failed

        FailedState { width: 400; title: "Artifacts could not be read"; serverWords: "500: database is locked" }
    }

    Component {
        id: empty

        EmptyState { width: 400; title: "No artifacts"; text: "CI fills this list."; actionText: "Show older" }
    }

    Component {
        id: pill

        StatusPill { shape: "failed"; word: "Failed" }
    }

    Component {
        id: step

        RailStep { stepState: "failed"; word: "Not healthy"; note: "timed out" }
    }

    Component {
        id: shape

        StatusShape {}
    }

    Component {
        id: stack

        ToastStack { width: 600; height: 400 }
    }

    Component {
        id: spinner

        Spinner {}
    }

    function test_loadingComesLateAndLeavesAtOnce(): void {
        const item = createTemporaryObject(loading, testCase);
        verify(!item.visible);
        tryCompare(item, "visible", true);
        item.active = false;
        verify(!item.visible);
        item.active = true;
        verify(!item.visible);
    }

    function test_statesSayThemselves(): void {
        compare(createTemporaryObject(empty, testCase).Accessible.name, "No artifacts. CI fills this list.");
        verify(createTemporaryObject(failed, testCase).Accessible.name.includes("database is locked"));
        compare(createTemporaryObject(pill, testCase).Accessible.name, "Failed");
        const rail = createTemporaryObject(step, testCase);
        compare(rail.Accessible.name, "Not healthy, timed out");
        compare(rail.Accessible.description, "failed");
    }

    function test_everyShapeIsDrawn_data(): list<var> {
        return ["live", "applying", "stalled", "failed", "rolledBack", "changedByHand", "deleted", "unknown", "wasLive"]
            .map(name => ({ tag: name }));
    }

    function test_everyShapeIsDrawn(row): void {
        const item = createTemporaryObject(shape, testCase, { shape: row.tag });
        compare(item.status, Image.Ready);
        verify(waitForRendering(item));
        const drawn = grabImage(item);
        let inked = 0;
        for (let x = 0; x < 12; ++x) {
            for (let y = 0; y < 12; ++y)
                inked += drawn.alpha(x, y) > 100 && drawn.pixel(x, y) !== drawn.pixel(0, 0) ? 1 : 0;
        }
        verify(inked > 5);
    }

    function test_threeToastsAtMost(): void {
        const item = createTemporaryObject(stack, testCase);
        for (const key of ["a", "b", "c", "d"])
            item.show("live", "payments is live", "Open", key);
        compare(item.count, 3);
        verify(waitForRendering(item));
        let pressed = "";
        item.action.connect(key => pressed = key);
        mouseClick(item, item.width - 16 - 24, item.height - 16 - 18);
        compare(pressed, "d");
        compare(item.count, 2);
    }

    function test_newsTakesThePlaceOfWhatWasSaidOfTheSameThing(): void {
        const item = createTemporaryObject(stack, testCase);
        item.show("applying", "Deploy requested", "Follow", "a");
        item.show("live", "search is live", "Open", "b");
        item.show("live", "payments is live", "Open", "a");
        compare(item.count, 2);
    }

    function test_reducedMotionStandsStill(): void {
        const item = createTemporaryObject(spinner, testCase);
        Theme.reducedMotion = true;
        compare(item.name, "status/applying");
        compare(Theme.motionSlow, 0);
        Theme.reducedMotion = false;
        compare(item.name, "spinner");
    }
}
