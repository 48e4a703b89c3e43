import QtQuick
import QtTest
import Coupe.Theme

TestCase {
    id: testCase

    name: "Theme"

    function luminance(c: color): real {
        const part = v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        return 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b);
    }

    function contrast(a: color, b: color): real {
        const light = Math.max(testCase.luminance(a), testCase.luminance(b));
        const dark = Math.min(testCase.luminance(a), testCase.luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    function cleanup(): void {
        Theme.scheme = Theme.FollowSystem;
        Theme.highContrast = false;
        Theme.fontScale = 1;
    }

    function test_followsTheSystem(): void {
        Theme.scheme = Theme.FollowSystem;
        compare(Theme.dark, Theme.systemPalette.window.hslLightness < 0.5);
        Theme.scheme = Theme.Dark;
        verify(Theme.dark);
        Theme.scheme = Theme.Light;
        verify(!Theme.dark);
    }

    function test_textIsReadable_data(): list<var> {
        return [{ tag: "light", scheme: Theme.Light }, { tag: "dark", scheme: Theme.Dark }];
    }

    function test_textIsReadable(row): void {
        Theme.scheme = row.scheme;
        const grounds = [Theme.windowBackground, Theme.surface, Theme.surfaceSunken, Theme.surfaceRaised, Theme.surfaceHover,
            Theme.surfaceSelected];
        for (const ground of grounds) {
            for (const ink of [Theme.textPrimary, Theme.textSecondary, Theme.textTertiary, Theme.accentText])
                verify(testCase.contrast(ink, ground) >= 4.5, ink + " on " + ground);
        }
        for (const shape of ["live", "applying", "stalled", "failed", "rolledBack", "changedByHand", "deleted", "unknown"]) {
            verify(testCase.contrast(Theme.statusColor(shape), Theme.statusTint(shape)) >= 4.5, shape);
            verify(testCase.contrast(Theme.statusColor(shape), Theme.surface) >= 4.5, shape);
        }
        verify(testCase.contrast(Theme.protectedMark, Theme.protectedTint) >= 4.5);
        verify(testCase.contrast(Theme.textOnAccent, Theme.accentFillHover) >= 4.5);
        verify(testCase.contrast(Theme.textOnAccent, Theme.dangerFillHover) >= 4.5);
        verify(testCase.contrast(Theme.fieldLine, Theme.surface) >= 3);
    }

    function test_highContrastStrengthensLines(): void {
        Theme.highContrast = true;
        compare(Theme.line, Theme.fieldLine);
        compare(Theme.textTertiary, Theme.textSecondary);
    }

    function test_rowsGrowWithTheText(): void {
        const before = Theme.fontBody.pointSize;
        Theme.fontScale = 1.5;
        compare(Theme.rowHeight, 48);
        verify(Theme.fontBody.pointSize > before * 1.4);
    }
}
