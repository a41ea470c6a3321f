/** What `Rc` exists to stop: using an owner that has given up its share, however many others are left. */
"use freehold";

import { drop, Rc } from "freehold";

export function droppedOwner(): string {
  using recipe = Rc.new("Secret Sauce");
  const copy = Rc.clone(recipe);
  drop(copy);
  return copy.get();
}

export function givenUp(): string {
  const recipe = Rc.new("Secret Sauce");
  const sauce = Rc.intoInner(recipe);
  return `${sauce} ${recipe.get()}`;
}

export function disposedWeak(): boolean {
  using recipe = Rc.new("Secret Sauce");
  const weak = Rc.downgrade(recipe);
  weak[Symbol.dispose]();
  using again = weak.upgrade();
  return again !== undefined;
}
