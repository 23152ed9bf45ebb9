// The rules of the house, each a pure function from the tree to what breaks it.
//
// docs/architecture.md says why they are there. A rule that is wrong is changed here; there are no
// exceptions for single files.
#pragma once

#include "tests/tidy/tree.h"

namespace steadyhand::tidy {

// Includes go down or stay in their folder: cli > server > agent > {vision, verifier, actions,
// storage} > base. From the root, quoted, existing; of another room its doors alone.
Findings check_include_floors(const Tree& tree);

// Each third party is named in the one room, or the few files, that it belongs to.
Findings check_third_parties(const Tree& tree);

// A door (a header that its room's CMakeLists.txt lists) reaches no third party, whatever it
// includes of our own.
Findings check_doors(const Tree& tree);

// At most 100 columns, no tabs, no blanks at line ends, one newline at the end of the file.
Findings check_layout(const Tree& tree);

// Functions of at most 70 lines, files of at most 400.
Findings check_lengths(const Tree& tree);

// A header begins with the comment that explains it; its first directive is #pragma once.
Findings check_headers(const Tree& tree);

// One namespace a folder: steadyhand::<folder>; base/ is steadyhand itself.
Findings check_namespaces(const Tree& tree);

// Every source is built, included, imported or run by something; every picture is shown.
Findings check_dead_files(const Tree& tree);

// No notes to oneself, no paths of one machine, nothing beside the tree but for tests.
Findings check_words(const Tree& tree);

}  // namespace steadyhand::tidy
