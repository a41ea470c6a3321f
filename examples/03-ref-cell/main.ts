/** Rc and RefCell: several owners of one value that each may change, one at a time. */

import { Rc, RefCell } from "freehold";

using counter = Rc.new(RefCell.new(0));
using counterForUi = Rc.clone(counter);
using counterForLogic = Rc.clone(counter);

// The UI adds 1. A guard that is needed for one expression is a function's.
counterForUi.get().withMut((score) => {
  score.value += 1;
});

// The game logic adds 5. A guard that is needed for a while is bound by `using`.
{
  using score = counterForLogic.get().borrowMut();
  score.value += 5;
}

using score = counter.get().borrow();
console.log(`Final score: ${score.value}`);
