// Builds static/vendor/: our part of the public design system, its font and the icons we use.
//
// Only what the templates use is taken: dkfds as a whole is 30 MB with four font formats,
// portal logos we may not show, and element styles that fight a dense working page.
// Everything from dkfds lies in one cascade layer, so static/css/ wins without !important.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "node_modules", "dkfds", "src");
const target = join(root, "static", "vendor");

if (!existsSync(source)) {
  console.error("node_modules/dkfds is missing: run 'npm ci' first.");
  process.exit(1);
}

const COMPONENTS = [
  "core/base",
  "elements/inputs",
  "elements/forms",
  "components/accordions",
  "components/alerts",
  "components/breadcrumbs",
  "components/buttons",
  "components/skipnav",
  "components/spinner",
  "components/textarea",
];

// Icons of the sprite, by what the {% icon %} tag calls them.
const ICONS = [
  "account", "add-document", "analytics", "arrow-back", "arrow-downward", "arrow-forward",
  "arrow-upward", "attach-file", "business", "calendar-month", "chat", "check", "checklist",
  "chevron-down", "chevron-left", "chevron-right", "chevron-up", "close", "contact-card",
  "copy", "delete", "document", "download", "edit", "email", "error", "file-excel", "file-pdf",
  "flag", "groups", "help", "home", "hourglass", "info", "language", "link", "list-bulleted",
  "location", "lock", "menu", "more-horiz", "notifications", "open-in-new", "person",
  "person-add", "persons", "plus", "print", "refresh", "reply", "save", "search", "send",
  "settings", "smartphone", "sort-table-ascending", "sort-table-descending", "sort-table-none",
  "star", "star-fill", "success", "sync", "time", "tune", "upload", "visibility",
  "visibility-off", "warning",
  "phone",
];
// Names of ours for icons that dkfds calls otherwise.
const CALLED = { phone: "smartphone" };

// Parts of the font as its makers split them; a browser fetches a part when a page needs it.
const RANGES = {
  Latin1:
    "U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC," +
    "U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044," +
    "U+20AC,U+2122,U+2212,U+FB01-FB02",
  Latin2: "U+0100-0130,U+0132-0151,U+0154-017F,U+0192,U+01FA-01FF,U+0218-021B,U+0237,U+1E80-1E85,U+1EF2-1EF3",
  Cyrillic: "U+0400-045F,U+0472-0473,U+0490-04F9,U+2116",
  Pi: "U+2070,U+2074-2079,U+2080-2089,U+2190-2199,U+2264-2265,U+25A0-25FF,U+2713-2717",
};
const FONTS = [
  ["Regular", 400, "normal", ["Latin1", "Latin2", "Cyrillic", "Pi"]],
  ["SemiBold", 600, "normal", ["Latin1", "Latin2", "Cyrillic", "Pi"]],
  ["Italic", 400, "italic", ["Latin1", "Latin2"]],
];

function fontFaces() {
  mkdirSync(join(target, "fonts"), { recursive: true });
  const faces = [];
  for (const [cut, weight, style, parts] of FONTS) {
    for (const part of parts) {
      const file = `IBMPlexSans-${cut}-${part}.woff2`;
      cpSync(join(source, "fonts/IBMPlexSans/split/woff2", file), join(target, "fonts", file));
      faces.push(
        `@font-face{font-family:"IBM Plex Sans";font-style:${style};font-weight:${weight};` +
          `font-display:swap;src:url("fonts/${file}") format("woff2");unicode-range:${RANGES[part]}}`,
      );
    }
  }
  return faces.join("\n");
}

function stylesheet() {
  const text = `
    @use "sass:meta";
    @use "variables" with (
      $custom-colors: ("bro-brand": #0b4f6c, "bro-brand-dark": #083d54, "bro-brand-darker": #062c3d),
      $theme-color-primary: "bro-brand",
      $theme-color-primary-dark: "bro-brand-dark",
      $theme-color-primary-darker: "bro-brand-darker",
      $theme-focus-color: "bro-brand-darker",
      $icons-folder-path: "icons/"
    );
    @layer dkfds {
      ${COMPONENTS.map((name) => `@include meta.load-css("${name}");`).join("\n")}
    }`;
  return sass.compileString(text, {
    style: "compressed",
    loadPaths: [join(source, "stylesheets")],
    quietDeps: true,
    logger: sass.Logger.silent,
  }).css;
}

function iconsOf(css) {
  const names = new Set([...css.matchAll(/url\("?icons\/([a-z0-9-]+)\.svg"?\)/g)].map((m) => m[1]));
  mkdirSync(join(target, "icons"), { recursive: true });
  for (const name of names) {
    cpSync(join(source, "img/svg-icons", `${name}.svg`), join(target, "icons", `${name}.svg`));
  }
}

function sprite() {
  const symbols = ICONS.map((name) => {
    const svg = readFileSync(join(source, "img/svg-icons", `${CALLED[name] ?? name}.svg`), "utf8");
    const box = /viewBox="([^"]+)"/.exec(svg)[1];
    const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1];
    return `<symbol id="${name}" viewBox="${box}">${inner.trim()}</symbol>`;
  });
  writeFileSync(
    join(target, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`,
  );
}

// Whole fonts for documents: typst reads no woff2.
function printFonts() {
  mkdirSync(join(target, "print-fonts"), { recursive: true });
  for (const cut of ["Regular", "SemiBold", "Italic"]) {
    const file = `IBMPlexSans-${cut}.ttf`;
    cpSync(join(source, "fonts/IBMPlexSans/complete/ttf", file), join(target, "print-fonts", file));
  }
}

const started = Date.now();
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const css = stylesheet();
if (/url\("?data:/.test(css)) {
  console.error("The stylesheet holds a data: address, which the content security policy refuses.");
  process.exit(1);
}
iconsOf(css);
sprite();
printFonts();
writeFileSync(join(target, "dkfds.css"), fontFaces() + "\n" + css + "\n");
cpSync(join(source, "..", "LICENSE.md"), join(target, "LICENSE-dkfds.md"));
console.log(`static/vendor: ${Math.round(css.length / 1024)} kB of styles in ${Date.now() - started} ms`);
