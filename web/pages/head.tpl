{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}}</title>
<meta name="description" content="{{DESCRIPTION}}">
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="{{SELF}}">
<link rel="alternate" hreflang="{{OTHER_LANG}}" href="{{OTHER}}">
<link rel="icon" href="{{ICON}}" type="image/svg+xml">
<link rel="stylesheet" href="{{STYLE}}">
</head>
<body>
<header>
{{#SIMULATED}}
<p class="simulated"><strong><span lang="zh-CN">模拟数据</span> <span lang="en">Simulated data</span></strong> {{site.simulated}}</p>
{{/SIMULATED}}
<a class="skip" href="#main">{{site.skip}}</a>
<div class="masthead">
<a class="name" href="{{HOME}}"><span lang="zh-CN">答卷</span><span class="hidden"> {{site.home}}</span></a>
{{#SERIES}}
<a class="series" href="{{LINK}}"><bdi>{{NAME}}</bdi></a>
{{/SERIES}}
<a class="language" href="{{OTHER}}" hreflang="{{OTHER_LANG}}" lang="{{OTHER_LANG}}">{{#TO_EN}}English{{/TO_EN}}{{#TO_ZH}}中文{{/TO_ZH}}</a>
</div>
</header>
<main id="main">
