import { css } from 'lit';

/** A page of sections that scrolls in its frame, no wider than lines can be read; with frameStyles. */
export const pageStyles = css`
  .body {
    flex: 1;
    min-height: 0;
    overflow: auto;
  }
  .page {
    display: flex;
    flex-direction: column;
    gap: 24px;
    max-width: 960px;
    padding: 16px var(--inset) 24px;
    overflow-wrap: anywhere;
  }
  h1 {
    font-size: 1.4em;
    line-height: 1.3;
  }
  h2 {
    font-size: 1.1em;
  }
  section {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
`;
