import { child, children, textOf } from "./element";
import type { JsonObject } from "./json-value";
import { type FileResources, isResource, type Resource } from "./resources";

const LENGTH = 200;

/** Who sent the file, the same for every file of a sender: what answers are remembered by. */
export function sourceName(root: JsonObject, { found }: FileResources): string {
  const resources = found.filter(isResource);
  const stated =
    metaSource(root) ||
    messageSource(resources) ||
    firstOf(resources, metaOf) ||
    firstOf(resources, systemOf);
  return `fhir ${stated || "without a name"}`.slice(0, LENGTH);
}

/** Without the fragment, which names the one request a server got it by. */
const metaSource = (json: JsonObject): string => textOf(child(json, "meta"), "source").replace(/#.*$/s, "");
const metaOf = ({ json }: Resource): string => metaSource(json);

function messageSource(resources: readonly Resource[]): string {
  const header = resources.find(({ type }) => type === "MessageHeader");
  const source = child(header?.json ?? null, "source");
  return textOf(source, "name") || textOf(source, "software") || textOf(source, "endpoint");
}

const systemOf = ({ json }: Resource): string =>
  children(json, "identifier")
    .map((identifier) => textOf(identifier, "system"))
    .find((system) => system !== "") ?? "";

function firstOf(resources: readonly Resource[], read: (resource: Resource) => string): string {
  for (const resource of resources) {
    const text = read(resource);
    if (text !== "") return text;
  }
  return "";
}
