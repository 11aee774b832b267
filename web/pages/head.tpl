{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}}</title>
<meta name="description" content="{{DESCRIPTION}}">
<meta name="color-scheme" content="light dark">
{{#CANONICAL}}
<link rel="canonical" href="{{LINK}}">
{{/CANONICAL}}
{{#ALTERNATE}}
<link rel="alternate" hreflang="{{TAG}}" href="{{LINK}}">
{{/ALTERNATE}}
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
{{#SITE}}
<span class="series"><bdi>{{NAME}}</bdi></span>
{{/SITE}}
<div class="tools">
{{#SEARCH}}
<a href="{{LINK}}"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false"><circle cx="6.5" cy="6.5" r="4.8"/><path d="M10 10l5 5"/></svg> {{NAME}}</a>
{{/SEARCH}}
{{#LANGUAGE}}
<a class="language" href="{{LINK}}" hreflang="{{TAG}}" lang="{{TAG}}">{{NAME}}</a>
{{/LANGUAGE}}
</div>
</div>
{{#SECTIONS}}
<nav class="sections" aria-label="{{site.sections}}">
<ul class="wide-only">
{{>ITEMS}}
</ul>
<details class="narrow-only"><summary><span class="hidden">{{site.sections}} </span>{{NOW}}</summary>
<ul>
{{>ITEMS}}
</ul></details>
</nav>
{{/SECTIONS}}
</header>
<main id="main">
