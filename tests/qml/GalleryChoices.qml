import QtQuick
import Coupe.Controls
import Coupe.Theme

Column {
    id: root

    spacing: Theme.spacingMedium

    Row {
        spacing: Theme.spacingSmall

        CoupeButton { kind: CoupeButton.Primary; iconName: "deploy"; text: "Deploy…" }
        CoupeButton { objectName: "focused"; kind: CoupeButton.Primary; iconName: "deploy"; text: "Deploy…" }
        CoupeButton { kind: CoupeButton.Primary; iconName: "deploy"; text: "Deploy…"; enabled: false }
        CoupeButton { kind: CoupeButton.Primary; text: "Sending"; busy: true }
        CoupeButton { kind: CoupeButton.Flat; text: "Cancel" }
    }

    Row {
        spacing: Theme.spacingSmall

        CoupeButton { iconName: "rollback"; text: "Roll back…" }
        CoupeButton { kind: CoupeButton.Danger; iconName: "trash"; text: "Delete user" }
        CoupeButton { kind: CoupeButton.Flat; text: "More" }
        CopyButton { value: "x"; look: CopyButton.Framed }
        CopyButton { value: "x"; look: CopyButton.Link }
        CopyButton { value: "x" }
        IconButton { iconName: "columns"; text: "Columns"; bordered: true }
        IconButton { iconName: "refresh"; text: "Refresh" }
        IconButton { iconName: "star"; text: "Favourite"; checkable: true; checked: true }
        LinkButton { text: "open"; trailingIcon: "external" }
    }

    Row {
        spacing: Theme.spacingSmall

        TextField { placeholderText: "Filter apps" }
        TextField { text: "payments"; clearable: true }
        TextField { text: "prodution"; errorText: "Does not match “production”" }
    }

    Row {
        spacing: Theme.spacingLarge

        CheckBox { text: "Mine only"; checked: true }
        CheckBox { text: "Hidden files" }
        RadioButton { text: "Redeploy"; checked: true }
        Switch { text: "Notify"; checked: true }
        Switch { text: "Off" }
    }

    Row {
        spacing: Theme.spacingSmall

        SegmentedControl { name: "View"; labels: ["Side by side", "Unified"] }
        SegmentedControl { name: "Place"; labels: ["All", "staging", "production"]; iconNames: ["", "", "lock"]; currentIndex: 2 }
        ComboField { name: "Kind"; options: ["Release", "Rollback"]; currentIndex: 0; width: 120 }
    }

    Row {
        spacing: Theme.spacingSmall

        FilterField { placeholderText: "Filter apps" }
        FilterChip { text: "All"; count: 12; checked: true }
        FilterChip { text: "Failed"; count: 1; shape: "failed" }
        FilterChip { text: "Protected only"; iconName: "lock" }
        ValueChip { label: "Branch"; options: ["main"] }
        ValueChip { label: "Branch"; value: "main"; options: ["main"] }
    }

    FilterField {
        width: root.width
        iconName: "search"
        tokens: ["since:7d", "-app:storefront"]
        placeholderText: "app: by: kind: sha: before: or words"
    }

    Row {
        spacing: 6

        StatusPill { shape: "live"; word: "Live" }
        StatusPill { shape: "applying"; word: "Applying" }
        StatusPill { shape: "stalled"; word: "Stalled" }
        StatusPill { shape: "failed"; word: "Failed" }
        StatusPill { shape: "rolledBack"; word: "Rolled back" }
        StatusPill { shape: "changedByHand"; word: "Changed by hand" }
        StatusPill { shape: "deleted"; word: "Deleted" }
        StatusPill { shape: "unknown"; word: "Unknown" }
    }

    Row {
        spacing: 6

        ProtectedTag {}
        Tag { text: "6 behind" }
        Tag { text: "prod" }
        Tag { text: "Suggested"; tone: Tag.Live }
        Tag { text: "No change"; iconName: "info" }
        KeyHint { text: "Ctrl K" }
        KeyHint { text: "/" }
        CountBadge { text: "2" }
        LetterMark { text: "A" }
        Spinner {}
    }
}
