"""The picture of a form that was read: an application as it comes by electronic mail, with a telephone typed before."""

from functools import partial
from typing import Final

from desktop.demo_ledger import Gallery
from desktop.frame.window import MainWindow
from desktop.intake import IntakePage

__all__ = ["form_page"]

_LETTER: Final = """政府信息公开申请表
申请人姓名：纪晓云　　工作单位：临江县第一中学
身份证号码：990121197903016328　　联系电话：19900003197
通信地址：东岭省澜安市临江县望江街道人民路58号2单元401室　　邮政编码：990121
所需信息名称：人民路片区老旧小区改造规划许可文件
所需信息内容描述：
申请公开人民路58号院加装电梯的规划意见
以及改造后的停车位平面布置图
所需信息的用途：自身生活需要
信息的指定提供方式：☑纸质　☐电子邮件　☐光盘
获取信息的方式：☑邮寄　☐自行领取
申请人签名：纪晓云　　申请日期：2026年3月"""
_TYPED_BEFORE: Final = "19900009999"


def form_page(gallery: Gallery) -> None:
    """The page of registration after an application was read into it; nothing of it stays."""
    if not gallery.wanted("intake-form"):
        return
    gallery.page("intake-form", "intake", None, partial(_read, gallery.window))
    page = gallery.window.page("intake")
    if isinstance(page, IntakePage):
        page.undo_form()
        page.view.form.person.lines["phone"].setText("")
        page.keeper.dirty = False


def _read(window: MainWindow) -> None:
    page = window.page("intake")
    if isinstance(page, IntakePage):
        page.view.form.person.lines["phone"].setText(_TYPED_BEFORE)
        page.filling.read_text(_LETTER)
