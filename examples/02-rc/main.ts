/** Rc: several owners of one value on one thread, counted. */

import assert from "node:assert/strict";
import { Rc } from "freehold";

using sharedRecipe = Rc.new("Secret Sauce");
using kitchenCopy = Rc.clone(sharedRecipe);
using chefCopy = Rc.clone(sharedRecipe);

console.log(`How many have the recipe? ${Rc.strongCount(chefCopy)}`);

assert.equal(kitchenCopy.get(), "Secret Sauce");
assert(Rc.ptrEq(sharedRecipe, kitchenCopy));
