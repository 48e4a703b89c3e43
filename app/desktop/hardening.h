#pragma once

namespace coupe::desktop {

/// What a program that holds a token does first, before any thread: files are its owner's only, a crash leaves no core
/// with the token in it, and QML is loaded from nowhere but the program itself.
void harden();

} // namespace coupe::desktop
