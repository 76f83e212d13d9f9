/** The three ledgers side by side, a table for each currency: an order in each row, and a clear mark where they differ. */

import { Icon } from '../parts/icon.tsx';
import { clockTime } from '../parts/time.ts';
import { byCurrency, type LedgerCell, type LedgerRow, ledgerRows } from './ledger-rows.ts';
import type { DeskUi, PanelProps } from './ui.ts';

export function LedgerPanel({ desk, view, ui }: PanelProps) {
  const { words } = ui;
  const rows = ledgerRows(view.ledgers, desk.tillRows.value);
  const tables = byCurrency(rows);
  const differing = rows.filter((row) => row.verdict === 'differ').length;
  return (
    <section class="panel ledgers" aria-labelledby="ledgers-title">
      <header class="panel-head">
        <h2 id="ledgers-title">{words.ledgers.title}</h2>
        {rows.length === 0 ? null : (
          <p class={differing > 0 ? 'verdict differ' : 'verdict agree'} role="status">
            <Icon name={differing > 0 ? 'cross' : 'check'} />
            {differing > 0 ? words.ledgers.differing(differing) : words.ledgers.allAgree}
          </p>
        )}
      </header>
      {rows.length === 0 ? <p class="quiet">{words.ledgers.none}</p> : null}
      {tables.map(([currency, ofCurrency]) => (
        <LedgerTable key={currency} currency={currency} rows={ofCurrency} ui={ui} />
      ))}
      {desk.tillRows.value === undefined ? <p class="quiet">{words.ledgers.tillSilent}</p> : null}
      {view.findings.length === 0 ? (
        <p class="quiet">{words.ledgers.auditFine}</p>
      ) : (
        <div class="note not-paid" role="alert">
          {words.ledgers.auditBad}
          <ul>
            {view.findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface LedgerTableProps {
  readonly currency: string;
  readonly rows: readonly LedgerRow[];
  readonly ui: DeskUi;
}

function LedgerTable({ currency, rows, ui }: LedgerTableProps) {
  const { words } = ui;
  return (
    <section
      class="table-scroll"
      aria-label={words.ledgers.inCurrency(currency)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table>
        <caption>{words.ledgers.inCurrency(currency)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.ledgers.order}</th>
            <th scope="col">{words.ledgers.customer}</th>
            <th scope="col">{words.ledgers.provider}</th>
            <th scope="col">{words.ledgers.till}</th>
            <th scope="col">=</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.orderNumber} class={row.verdict}>
              <th scope="row">
                <span class="code-text">{row.orderNumber}</span>
                <small>
                  {clockTime(row.at, ui.language)}
                  {row.rail === undefined ? '' : ` · ${ui.rails[row.rail]}`}
                  {row.isPrinted ? ` · ${words.ledgers.printed}` : ''}
                </small>
              </th>
              <Cell cell={row.customer} row={row} ui={ui} />
              <Cell cell={row.provider} row={row} ui={ui} />
              <Cell cell={row.till} row={row} ui={ui} />
              <td class={`verdict ${row.verdict}`}>
                <span>{{ agree: '=', differ: '≠', checking: '?' }[row.verdict]}</span>
                <small>{words.ledgers[row.verdict]}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly cell: LedgerCell;
  readonly row: LedgerRow;
  readonly ui: DeskUi;
}

function Cell({ cell, row, ui }: CellProps) {
  const { words } = ui;
  const money = (amountMinor: number) => ui.money(amountMinor, row.currency, row.rail);
  if (cell.lines.length === 0) return <td class="quiet">{words.ledgers.nothing}</td>;
  const discountMinor = cell.lines.reduce((sum, line) => sum + line.discountMinor, 0);
  return (
    <td>
      <strong>{money(cell.netMinor)}</strong>
      {cell.lines.length > 1 || cell.lines.some((line) => line.isOpen)
        ? cell.lines.map((line, index) => (
            <small key={`${line.kind} ${line.at} ${index}`}>
              {words.ledgers.kinds[line.kind] ?? line.kind} {money(line.amountMinor)}
              {line.isOpen ? ` · ${words.ledgers.checking}` : ''}
            </small>
          ))
        : null}
      {discountMinor === 0 ? null : <small>{words.ledgers.discount(money(discountMinor))}</small>}
    </td>
  );
}
