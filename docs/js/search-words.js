// Zensical's search dialog has English words, and no setting for others: they are changed where they come to stand.
(() => {
  const WORDS = {
    "Search": "Cari",
    "Search results": "Hasil pencarian",
    "No results": "Tidak ada hasil",
    "Loading search…": "Menyiapkan pencarian…",
    "Search is unavailable. Reload the page to try again.": "Pencarian tidak berhasil. Muat ulang halaman ini.",
    "Close search": "Tutup pencarian",
    "Filters": "Saringan",
  };
  const own = (text) => WORDS[text] ?? text.replace(/^([\d,]+) results?$/, "$1 hasil");

  function change(root) {
    for (const element of root.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (["aria-label", "placeholder"].includes(name) && own(value) !== value) element.setAttribute(name, own(value));
      }
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && own(node.data) !== node.data) node.data = own(node.data);
      }
    }
  }

  new MutationObserver((_, waiting) => {
    const root = [...document.body.children].find((element) => element.shadowRoot)?.shadowRoot;
    if (!root) return;
    waiting.disconnect();
    new MutationObserver(() => change(root)).observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
    change(root);
  }).observe(document.body, { childList: true });
})();
