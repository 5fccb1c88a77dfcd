use super::{Wording, words};
use crate::failure::Failure as F;

pub(super) fn wording(failure: &F) -> Wording {
    match failure {
        F::RedPacketAmount { least, most } => {
            words("金额无效", format!("单个红包的金额须在 {least} 到 {most} 之间。"))
        }
        F::RedPacketDailyLimit { limit, left } => {
            words("已达每日限额", format!("您的红包每日限额为 {limit}，今天还可以发 {left}。"))
        }
        F::RedPacketPersonLimit { name, limit, left } => {
            words("已达对单人的限额", format!("每天最多可以给 {name} 发 {limit} 的红包，今天还剩 {left}。"))
        }
        F::RecipientUnverified { name } => {
            words("红包发送失败", format!("{name} 尚未完成实名认证，无法接收红包。"))
        }
        F::AccountFrozen { name } => words("转账失败", format!("{name} 的账户已被冻结，无法收款。")),
        F::WalletFrozen {} => words("付款被阻止", "此钱包的付款功能已冻结。"),
        F::Duplicate { name, amount, minutes } => words(
            "转账已被拦截",
            format!("您在 {minutes} 分钟前已向 {name} 转账 {amount}，这笔转账可能重复。"),
        ),
        F::SingleLimit { limit } => words("金额过大", format!("单笔转账不能超过 {limit}。")),
        F::RiskReview { name, amount, reference } => {
            words("转账尚未发出", format!("向 {name} 转账 {amount} 需要安全审核，编号 {reference}。"))
        }
        F::InsufficientFunds { balance, short } => {
            words("余额不足", format!("您的余额 {balance} 不足以支付，还差 {short}。"))
        }
        F::CardExpired { bank, tail, expiry } => {
            words("银行卡被拒绝", format!("您尾号 {tail} 的 {bank} 银行卡已于 {expiry} 过期。"))
        }
        F::BankMaintenance { bank, until } => {
            words("银行暂不可用", format!("{bank} 正在维护，预计到 {until} 结束。提现失败。"))
        }
        F::WithdrawMinimum { least } => words("金额过小", format!("单次提现金额不能低于 {least}。")),
        F::WithdrawMonthlyLimit { limit, left } => {
            words("已达每月限额", format!("您的每月提现限额为 {limit}，本月还可以提现 {left}。"))
        }
        F::TopUpLimit { limit } => words("金额过大", format!("单次充值不能超过 {limit}。")),
        F::StatementRange { days, most_days } => {
            words("时间范围过长", format!("所选时间范围为 {days} 天，一份账单不能超过 {most_days} 天。"))
        }
        F::StatementOrder {} => words("时间范围无效", "结束日期不能早于开始日期。"),
        F::StatementTooLarge { entries, most_entries } => {
            words("导出失败", format!("账单共有 {entries} 条记录，打印页面最多容纳 {most_entries} 条。"))
        }
        F::SessionExpired {} => words("您已退出登录", "登录已过期，没有发出任何款项。请重新登录。"),
        F::UpstreamTimeout { bank, seconds } => {
            words("银行没有响应", format!("{bank} 在 {seconds} 秒内没有响应，提现失败。"))
        }
        F::AmountInvalid {} => words("金额无效", "请输入大于 ¥0.00 的金额。"),
        F::NotFound {} => words("未找到", "在您的钱包中找不到此联系人或银行卡。"),
        F::Malformed {} => words("请求失败", "无法读取该请求。"),
    }
}
