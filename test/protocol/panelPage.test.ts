import assert from 'node:assert/strict';
import { panelPage } from '../../src/protocol/panelPage.ts';

const page = {
  title: '</title><script>alert(1)</script>',
  language: 'en"><img src=x onerror=alert(1)>',
  script: 'https://host/a.js?"><b>',
  style: 'https://host/page.css',
  source: 'https://host',
  nonce: 'n0nce',
  texts: { '</script><script>alert(1)</script>': '\u2028<!--' },
};

describe('the page of a panel', () => {
  it('lets no text out of where it stands', () => {
    const html = panelPage(page);
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.ok(
      !html.includes('<img') && !html.includes('<b>') && !html.includes('<!--') && !html.includes('\u2028'),
    );
  });

  it('keeps the texts as they are', () => {
    const [, json = ''] = /id="l10n"[^>]*>([^<]*)</.exec(panelPage(page)) ?? [];
    assert.deepEqual(JSON.parse(json), page.texts);
  });

  it('loads scripts by nonce only and nothing from elsewhere (U6)', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(panelPage(page))?.[1] ?? '';
    assert.ok(!policy.includes('unsafe'));
    assert.ok(policy.startsWith('default-src &#39;none&#39;; script-src &#39;nonce-n0nce&#39;;'));
    for (const rule of ['base-uri', 'form-action']) assert.ok(policy.includes(`${rule} &#39;none&#39;`));
  });
});
