/** The written pages: every path they name in backticks must exist. */

const namesAFile = /^\.?[\w@.-]+(\/[\w@.<>*-]+)*\/?$/;
const hasEnding = /\.(ts|tsx|js|json|md|css|html|svg|png|webmanifest|conf)$/;

function isPath(code: string): boolean {
  if (!namesAFile.test(code) || /^(dist|node_modules)(\/|$)/.test(code)) return false;
  const known = /^(src|simulator|tests|public|deploy|docs|\.ci|\.github)\//.test(code);
  return known || (hasEnding.test(code) && !code.includes('*'));
}

/** Paths named in `text` that do not exist; a `<placeholder>` or `*` ends the part that is looked for. */
export function missingPaths(text: string, exists: (path: string) => boolean): string[] {
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code).filter(isPath);
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s]+)\)/g)].map(([, path = '']) => path);
  return [...named, ...linked.map((path) => path.replace(/#.*$/, ''))].filter((path) => {
    const fixed = path.replace(/[^/]*[<*].*$/, '').replace(/\/$/, '');
    return fixed !== '' && !exists(fixed);
  });
}
