{{%AUTOESCAPE context="HTML"}}
<details class="figures"><summary>{{site.line.figures}}</summary>
<table><caption class="hidden">{{TITLE}}</caption>
<thead><tr><th scope="col">{{site.key.period}}</th><th scope="col" class="number">{{site.score}}</th><th scope="col" class="number">{{INTERVAL}}</th></tr></thead>
<tbody>
{{#POINT}}
<tr><th scope="row">{{PERIOD}}</th><td class="number">{{SCORE}}</td><td class="number">{{RANGE}}</td></tr>
{{/POINT}}
</tbody></table>
</details>
