use super::{Wording, words};
use crate::failure::Failure as F;

pub(super) fn wording(failure: &F) -> Wording {
    match failure {
        F::RedPacketAmount { least, most } => {
            words("金額無效", format!("單個紅包的金額須介於 {least} 與 {most} 之間。"))
        }
        F::RedPacketDailyLimit { limit, left } => {
            words("已達每日限額", format!("您的紅包每日限額為 {limit}，今天還可以發 {left}。"))
        }
        F::RedPacketPersonLimit { name, limit, left } => {
            words("已達對單人的限額", format!("每天最多可以給 {name} 發 {limit} 的紅包，今天還剩 {left}。"))
        }
        F::RecipientUnverified { name } => {
            words("紅包傳送失敗", format!("{name} 尚未完成身分驗證，無法接收紅包。"))
        }
        F::AccountFrozen { name } => words("轉帳失敗", format!("{name} 的帳戶已被凍結，無法收款。")),
        F::WalletFrozen {} => words("付款遭阻擋", "此錢包的付款功能已凍結。"),
        F::Duplicate { name, amount, minutes } => words(
            "轉帳已被攔下",
            format!("您在 {minutes} 分鐘前已轉帳 {amount} 給 {name}，這筆轉帳可能重複。"),
        ),
        F::SingleLimit { limit } => words("金額過大", format!("單筆轉帳不能超過 {limit}。")),
        F::RiskReview { name, amount, reference } => {
            words("轉帳尚未送出", format!("轉帳 {amount} 給 {name} 需要安全審核，編號 {reference}。"))
        }
        F::InsufficientFunds { balance, short } => {
            words("餘額不足", format!("您的餘額 {balance} 不足以支付，還差 {short}。"))
        }
        F::CardExpired { bank, tail, expiry } => {
            words("銀行卡遭拒", format!("您末四碼 {tail} 的 {bank} 銀行卡已於 {expiry} 到期。"))
        }
        F::BankMaintenance { bank, until } => {
            words("銀行暫時無法使用", format!("{bank} 正在維護，預計到 {until} 結束。提領失敗。"))
        }
        F::WithdrawMinimum { least } => words("金額過小", format!("單次提領金額不能低於 {least}。")),
        F::WithdrawMonthlyLimit { limit, left } => {
            words("已達每月限額", format!("您的每月提領限額為 {limit}，本月還可以提領 {left}。"))
        }
        F::TopUpLimit { limit } => words("金額過大", format!("單次儲值不能超過 {limit}。")),
        F::StatementRange { days, most_days } => {
            words("期間過長", format!("所選期間為 {days} 天，一份對帳單不能超過 {most_days} 天。"))
        }
        F::StatementOrder {} => words("期間無效", "結束日期不能早於開始日期。"),
        F::StatementTooLarge { entries, most_entries } => {
            words("匯出失敗", format!("對帳單共有 {entries} 筆紀錄，列印頁面最多容納 {most_entries} 筆。"))
        }
        F::SessionExpired {} => words("您已登出", "登入已過期，沒有送出任何款項。請重新登入。"),
        F::UpstreamTimeout { bank, seconds } => {
            words("銀行沒有回應", format!("{bank} 在 {seconds} 秒內沒有回應，提領失敗。"))
        }
        F::AmountInvalid {} => words("金額無效", "請輸入大於 ¥0.00 的金額。"),
        F::NotFound {} => words("找不到", "在您的錢包中找不到此聯絡人或銀行卡。"),
        F::Malformed {} => words("請求失敗", "無法讀取該請求。"),
    }
}
