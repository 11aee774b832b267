{{%AUTOESCAPE context="HTML"}}
<li><a href="{{LINK}}"{{#HERE}} aria-current="page"{{/HERE}}{{#WITHIN}} aria-current="true"{{/WITHIN}}>{{NAME}}</a></li>
