/** The panels of alerts, as commands, trees and links open them. */
export interface AlertPanels {
  /** Brings the panel of an alert to the front, or opens it. */
  openDetails(alert: string): void;
  openSettings(): void;
}
