/** Why the app or a script will not start: one plain sentence that says what to do. Never shown to a browser. */
export class StartRefusal extends Error {
  override readonly name = "StartRefusal";
}
