import { children, members, textOf } from "./element";
import { JsonObject, type JsonValue } from "./json-value";

/** A resource of the file with its place in it. */
export interface Resource {
  readonly type: string;
  /** "Bundle.entry[3].resource.contained[0]" */
  readonly at: string;
  readonly json: JsonObject;
  /** What holds it in `contained`; null for a resource of its own. */
  readonly holder: Resource | null;
  /** The entry's address, "" where it has none. */
  readonly fullUrl: string;
  /** From 0: each Bundle inside a Bundle is a document of its own. */
  readonly document: number;
}

/** Something that stands where a resource should and is none, or asks for what is not done here. */
export interface Stray {
  readonly at: string;
  readonly line: number;
  readonly document: number;
  readonly kind: "no-resource" | "deletion";
  readonly named: string;
}

export interface FileResources {
  /** In the order of the file; a resource before what it contains. */
  readonly found: readonly (Resource | Stray)[];
  readonly index: ReferenceIndex;
}

/** Resources of each document by every name a reference may use; null where two have the same one. */
export type ReferenceIndex = Map<string, Resource | null>[];

/** Bundle types whose entries are resources as they are now; a history holds several versions of one. */
export const BUNDLE_TYPES: ReadonlySet<string> = new Set([
  "transaction",
  "batch",
  "collection",
  "message",
  "searchset",
  "document",
]);

export const isResource = (one: Resource | Stray): one is Resource => "type" in one;

/** Every resource of a file: entries, resources contained in others, Bundles in Bundles. */
export function fileResources(root: JsonObject): FileResources {
  const found: (Resource | Stray)[] = [];
  const index: ReferenceIndex = [];
  let documents = 0;

  const enter = (name: string, resource: Resource) => {
    let names = index[resource.document];
    if (names === undefined) {
      names = new Map();
      index[resource.document] = names;
    }
    const known = names.get(name);
    names.set(name, known === undefined || known === resource ? resource : null);
  };

  const visit = (
    json: JsonObject,
    at: string,
    holder: Resource | null,
    document: number,
    fullUrl: string,
  ) => {
    const type = textOf(json, "resourceType");
    if (type === "") {
      found.push({ at, line: json.line, document, kind: "no-resource", named: "" });
      return;
    }
    if (type === "Bundle") return visitBundle(json, at);
    const resource: Resource = { type, at, json, holder, fullUrl, document };
    found.push(resource);
    const id = textOf(json, "id");
    const owner = outermost(resource);
    if (holder !== null && id !== "") enter(containedName(owner, id), resource);
    else if (id !== "") enter(`${type}/${id}`, resource);
    if (fullUrl !== "") enter(plain(fullUrl), resource);
    each(json, "contained", (inner, index) =>
      visit(inner, `${at}.contained[${index}]`, resource, document, ""),
    );
    each(json, "parameter", (part, index) =>
      each(part, "resource", (inner) =>
        visit(inner, `${at}.parameter[${index}].resource`, null, document, ""),
      ),
    );
  };

  const visitBundle = (bundle: JsonObject, at: string) => {
    const document = documents;
    documents += 1;
    each(bundle, "entry", (entry, index) => {
      const place = `${at}.entry[${index}]`;
      const fullUrl = textOf(entry, "fullUrl");
      const resources = children(entry, "resource");
      for (const resource of resources) visit(resource, `${place}.resource`, null, document, fullUrl);
      if (resources.length > 0) return;
      const [request] = children(entry, "request");
      const named = textOf(request ?? null, "url");
      const deletion =
        textOf(request ?? null, "method") === "DELETE" && /^(Observation|DiagnosticReport)\b/.test(named);
      if (deletion) found.push({ at: place, line: entry.line, document, kind: "deletion", named });
    });
  };

  if (textOf(root, "resourceType") === "Bundle") visitBundle(root, "Bundle");
  else {
    documents = 1;
    visit(root, textOf(root, "resourceType"), null, 0, "");
  }
  return { found, index };
}

function each(object: JsonObject, key: string, work: (inner: JsonObject, index: number) => void): void {
  for (const [index, value] of members(object, key).entries()) if (isObject(value)) work(value, index);
}

const isObject = (value: JsonValue): value is JsonObject => value instanceof JsonObject;

/** A resource may be contained in one that is contained itself; they share one list of names. */
function outermost(resource: Resource): Resource {
  let owner = resource;
  while (owner.holder !== null) owner = owner.holder;
  return owner;
}

const containedName = (owner: Resource, id: string): string => `${owner.at} #${id}`;

/** Without the version a reference may name; identifiers of the urn kind in any case. */
function plain(reference: string): string {
  const bare = reference.includes("/_history/") ? reference.replace(/\/_history\/[^/]*$/, "") : reference;
  return /^urn:/i.test(bare) ? bare.toLowerCase() : bare;
}

const TYPE_AND_ID = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/;

/**
 * What a reference names in the file: "#id" inside the resource that refers, an entry's fullUrl, or type and id on
 * the server of the entry that refers. Null where it is not in the file, or where two resources answer to it:
 * another server's Patient/1 is another patient.
 */
export function resolve(reference: string, from: Resource, index: ReferenceIndex): Resource | null {
  if (reference === "") return null;
  const owner = outermost(from);
  const names = index[from.document];
  if (reference.startsWith("#")) return names?.get(containedName(owner, reference.slice(1))) ?? null;
  const name = plain(reference);
  const at = (one: string) => names?.get(one);
  const exact = at(name);
  if (HAS_SCHEME.test(name)) {
    if (exact !== undefined) return exact;
    const byId = at(TYPE_AND_ID.exec(name)?.[1] ?? "") ?? null;
    return byId !== null && !isAddress(byId.fullUrl) ? byId : null;
  }
  const base = isAddress(owner.fullUrl) ? owner.fullUrl.replace(TYPE_AND_ID, "") : "";
  return (base === "" ? undefined : at(`${base}/${name}`)) ?? exact ?? null;
}

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

const isAddress = (fullUrl: string): boolean => /^https?:/i.test(fullUrl);
